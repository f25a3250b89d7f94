using System.Text;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Protocol;

/// <summary>Edge cases of JSON: invalid, valid but unusual, and very long messages.</summary>
[TestClass]
internal sealed class MessageDecoderEdgeTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("not json")]
    [DataRow("{")]
    [DataRow("{\"type\":\"text\"")]
    [DataRow("{'type':'text'}")]
    [DataRow("{\"type\":\"text\",}")]
    [DataRow("{\"type\":\"text\",\"content\":\"a\nb\"}")]
    [DataRow("{\"type\":\"text\",\"content\":\"\\x\"}")]
    [DataRow("{\"type\":\"vision\"} trailing")]
    [DataRow("{\"type\":\"vision\"}{\"type\":\"vision\"}")]
    [DataRow("{\"type\":\"vision\"/* c */}")]
    [DataRow("\ufeff{\"type\":\"vision\"}")]
    [DataRow("{\"type\":\"mood\",\"valence\":+NaN}")]
    [DataRow("{\"type\":\"mood\",\"valence\":NaNNaN}")]
    [DataRow("{\"type\":\"mood\",\"valence\":.5}")]
    [DataRow("NaN NaN")]
    public void Decode_InvalidJson_IsMalformed(string text)
    {
        DecodeResult result = Json.Decode(text);
        Assert.AreEqual(RefusalReason.Malformed, result.Reason);
        Assert.IsNull(result.Message);
        Assert.StartsWith("Message must be valid JSON", result.Error);
    }

    [TestMethod]
    [DataRow("NaN")]
    [DataRow("true")]
    [DataRow("[{\"type\":\"vision\"}]")]
    [DataRow("\"{}\"")]
    public void Decode_JsonButNotAnObject_IsRefused(string text) =>
        AssertRefused(text, RefusalReason.UnknownType, "Message must be a JSON object");

    [TestMethod]
    [DataRow("null", "null")]
    [DataRow("5", "5")]
    [DataRow("true", "true")]
    [DataRow("{\"type\":\"text\"}", "{…}")]
    [DataRow("[\"text\"]", "[…]")]
    [DataRow("\"TEXT\"", "TEXT")]
    [DataRow("\"\"", "")]
    [DataRow("\"text \"", "text ")]
    public void Decode_TypeOfAnotherKind_IsEchoed(string literal, string echo) =>
        AssertRefused($$"""{"type":{{literal}}}""", RefusalReason.UnknownType, $"Invalid message type: {echo}");

    [TestMethod]
    public void Decode_LongType_IsEchoedCutShort()
    {
        AssertRefused(
            $$"""{"type":"{{new string('x', 9000)}}"}""",
            RefusalReason.UnknownType, $"Invalid message type: {new string('x', 64)}…");
        AssertRefused(
            $$"""{"type":{{new string('7', 9000)}}}""",
            RefusalReason.UnknownType, $"Invalid message type: {new string('7', 64)}…");
    }

    [TestMethod]
    public void Decode_LongTypeOfEmoji_IsNotCutInsideOfOne()
    {
        DecodeResult result = Json.Decode($$"""{"type":"x{{Repeat("🌸", 100)}}"}""");
        string echoed = Json.Parse(EventEncoder.Error(result.Error!).Payload).GetProperty("message").GetString()!;
        Assert.DoesNotContain('\ufffd', echoed);
    }

    [TestMethod]
    public void Decode_NestedTooDeep_IsMalformedAndNotAStackOverflow()
    {
        string deep = Repeat("[", 5000) + Repeat("]", 5000);
        Assert.AreEqual(RefusalReason.Malformed, Json.Decode(deep).Reason);
        Assert.AreEqual(RefusalReason.Malformed, Json.Decode($$"""{"type":"vision","x":{{deep}}}""").Reason);
        Assert.AreEqual(RefusalReason.Malformed, Json.Decode(Repeat("[", 10_000)).Reason);
    }

    [TestMethod]
    public void Decode_MembersInsideOfOthers_AreNotMistakenForTheMessages()
    {
        AssertRefused("""{"a":{"type":"vision"}}""", RefusalReason.UnknownType, "Message must have 'type' field");
        AssertRefused("""{"a":[{"type":"vision"}]}""", RefusalReason.UnknownType, "Message must have 'type' field");
        Assert.AreEqual(
            ClientMessage.Text("hi"),
            Json.Decode("""{"x":{"content":"no"},"type":"text","content":"hi","y":[[{"type":"vision"}]]}""").Message);
    }

    [TestMethod]
    public void Decode_MemberTwice_TheLastCounts()
    {
        Assert.AreEqual(ClientMessage.Text("b"), Json.Decode("""{"type":"text","content":"a","content":"b"}""").Message);
        Assert.AreEqual(
            ClientMessage.Vision(false, null, null), Json.Decode("""{"type":"text","type":"vision"}""").Message);
    }

    [TestMethod]
    public void Decode_EscapesInNamesAndValues_MeanTheSameText()
    {
        Assert.AreEqual(
            ClientMessage.Text("hi"), Json.Decode("""{"\u0074ype":"text","c\u006Fntent":"\u0068i"}""").Message);
        Assert.AreEqual(ClientMessage.Text("hi"), Json.Decode("""{"type":"\u0074ext","content":"hi"}""").Message);
        Assert.AreEqual(
            ClientMessage.Emotion(Feeling.Calm, 0.5),
            Json.Decode("""{"type":"emotion","emotion":"cal\u006d"}""").Message);
    }

    [TestMethod]
    [DataRow(31)]
    [DataRow(32)]
    [DataRow(33)]
    [DataRow(2000)]
    public void Decode_EscapedNameOfAnyLength_IsUnknown(int length)
    {
        string name = "\\u0078" + new string('x', length - 1);
        Assert.AreEqual(
            ClientMessage.Vision(false, null, null), Json.Decode($$"""{"{{name}}":1,"type":"vision"}""").Message);
        Assert.AreEqual(RefusalReason.UnknownType, Json.Decode($$"""{"type":"{{name}}"}""").Reason);
        Assert.StartsWith("Unknown emotion: xxx", Json.Decode($$"""{"type":"emotion","emotion":"{{name}}"}""").Error);
    }

    [TestMethod]
    public void Decode_LoneSurrogateInContent_IsRefused()
    {
        AssertRefused(
            """{"type":"text","content":"a\ud800b"}""", RefusalReason.InvalidField, "Content must be valid Unicode text");
        AssertRefused(
            """{"type":"text","content":"\udf38\ud83c"}""", RefusalReason.InvalidField, "Content must be valid Unicode text");
    }

    [TestMethod]
    [DataRow("""{"\ud800":1,"type":"vision"}""")]
    [DataRow("""{"t\udc00":1,"type":"vision"}""")]
    [DataRow("""{"c\ud800\ud800":{},"type":"vision"}""")]
    public void Decode_LoneSurrogateInAName_IsAnUnknownMember(string json) =>
        Assert.AreEqual(ClientMessage.Vision(false, null, null), Json.Decode(json).Message);

    [TestMethod]
    [DataRow("""{"type":"\ud800"}""")]
    [DataRow("""{"type":"tex\udc00"}""")]
    public void Decode_LoneSurrogateInType_IsRefusedWithoutEchoingIt(string json) =>
        AssertRefused(json, RefusalReason.UnknownType, "Invalid message type: (not text)");

    [TestMethod]
    public void Decode_LoneSurrogateInEmotion_IsRefusedWithoutEchoingIt() =>
        AssertRefused(
            """{"type":"emotion","emotion":"calm\ud800"}""",
            RefusalReason.InvalidField, $"Unknown emotion: (not text) (known: {Feelings.KnownNames})");

    [TestMethod]
    [DataRow("x", 1000, true)]
    [DataRow("x", 1001, false)]
    [DataRow("안", 1000, true)]
    [DataRow("안", 1001, false)]
    [DataRow("🌸", 1000, true)]
    [DataRow("🌸", 1001, false)]
    [DataRow("\\n", 1000, true)]
    [DataRow("\\n", 1001, false)]
    [DataRow("\\ud83c\\udf38", 833, true)]
    public void Decode_TextAroundTheLimit_CountsCodePoints(string character, int count, bool taken)
    {
        DecodeResult result = Json.Decode($$"""{"type":"text","content":"{{Repeat(character, count)}}"}""");
        Assert.AreEqual(taken, result.Message is not null);
        Assert.AreEqual(taken ? null : "Text too long (max: 1000 chars)", result.Error);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("null")]
    [DataRow("false")]
    [DataRow("\"\"")]
    public void Decode_EmptyContent_CountsAsMissing(string literal) =>
        AssertRefused(
            $$"""{"type":"text","content":{{literal}}}""",
            RefusalReason.InvalidField, "Text message must have 'content' field");

    [TestMethod]
    public void Decode_NaNAndInfinityInsideOfText_AreText()
    {
        Assert.AreEqual(
            ClientMessage.Text("NaN \" -Infinity \\"),
            Json.Decode("""{"type":"text","content":"NaN \" -Infinity \\"}""").Message);
        Assert.AreEqual(
            ClientMessage.Text("NaN\" Infinity"),
            Json.Decode("""{"x":NaN,"type":"text","content":"NaN\" Infinity"}""").Message);
    }

    [TestMethod]
    public void Decode_TenThousandCharacters_IsAnsweredWhateverTheyAre()
    {
        foreach (string unit in new[] { "NaN,", "{\"type\":", "\\", "\"", "[", "🌸", "\0", "1", "{\"\\ud800\":1," })
        {
            Assert.IsNotNull(Json.Decode(Repeat(unit, 10_000 / unit.Length)).Error, unit);
        }
    }

    [TestMethod]
    [DataRow(new byte[] { (byte)'{', 0xff, (byte)'}' })]
    [DataRow(new byte[] { 0xed, 0xa0, 0x80 })]
    [DataRow(new byte[] { 0 })]
    public void Decode_InvalidUtf8_IsMalformed(byte[] bytes) =>
        Assert.AreEqual(RefusalReason.Malformed, MessageDecoder.Decode(bytes).Reason);

    [TestMethod]
    public void Decode_ContentOfInvalidUtf8_IsRefused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\"type\":\"text\",\"content\":\""), 0xff, (byte)'"', (byte)'}'];
        Assert.AreEqual("Content must be valid Unicode text", MessageDecoder.Decode(bytes).Error);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void AssertRefused(string json, RefusalReason reason, string error)
    {
        DecodeResult result = Json.Decode(json);
        Assert.AreEqual(error, result.Error);
        Assert.AreEqual(reason, result.Reason);
        Assert.IsNull(result.Message);
    }
}
