using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Protocol;

[TestClass]
internal sealed class EventEncoderTests
{
    private static readonly VoiceProperties Voice = new(1.2, 0.9, 0.6, "soft", 0.8, 0.4, 0.2, 0.5);

    [TestMethod]
    public void Speech_Short_IsExactlyThisText() =>
        Assert.AreEqual(
            """
            {"type":"speech","content":"hi",
            "spirits":{"fire":0.1,"water":0.1,"earth":0.3,"air":0.2,"light":0.2,"dark":0.1,"aether":0.1},
            "voice":{"pitch":1.2,"rate":0.9,"volume":0.6,"timbre":"soft",
            "warmth":0.8,"brightness":0.4,"depth":0.2,"clarity":0.5},
            "lipsync":[{"time":0,"mouth_width":0.3},{"time":0.1,"mouth_width":0}]}
            """.ReplaceLineEndings(""),
            Json.Text(EventEncoder.Speech(Say("hi", new VisemeKey(0, 0.3), new VisemeKey(0.1, 0)))));

    [TestMethod]
    public void Speech_WithClipAndLipShapes_AddsThemToTheFieldsOfTheReference()
    {
        SpeechMessage speech = Say("hi", new VisemeKey(0, 0.3, 0.9), new VisemeKey(0.1, 0.3, 0, 1)) with
        {
            Clip = new SpeechClip("/speech/ab.wav", TimeSpan.FromSeconds(1.25)),
        };

        StringAssert.EndsWith(Json.Text(EventEncoder.Speech(speech)),
            """
            "lipsync":[{"time":0,"mouth_width":0.3,"wide":0.9},{"time":0.1,"mouth_width":0.3,"round":1}],
            "audio":{"url":"/speech/ab.wav","duration":1.25}}
            """.ReplaceLineEndings(""));
    }

    [TestMethod]
    public void BriefSpeech_Short_IsExactlyThisText() =>
        Assert.AreEqual(
            """
            {"type":"speech","content":"hi",
            "voice":{"pitch":1.2,"rate":0.9,"volume":0.6,"timbre":"soft",
            "warmth":0.8,"brightness":0.4,"depth":0.2,"clarity":0.5},
            "lips":[[0,31,0,5],[81,30,90],[229]],"turn":3}
            """.ReplaceLineEndings(""),
            Json.Text(EventEncoder.BriefSpeech(
                Say("hi", new(0, 0.312, 0, 0.05), new(0.0807, 0.3, 0.9), new(0.31, 0)) with { Turn = 3 })));

    [TestMethod]
    public void BriefSpeech_BrokenNumbers_AreInRange() =>
        Assert.Contains(
            "\"lips\":[[0,100],[3600000,0,0,100]]",
            Json.Text(EventEncoder.BriefSpeech(
                Say("hi", new VisemeKey(double.NaN, 7, double.NaN, -1), new VisemeKey(1e9, -3, 0, double.PositiveInfinity)))));

    [TestMethod]
    [DataRow("안녕하세요")]
    [DataRow("Grüße, 'her' <b>&amp;</b> + more")]
    [DataRow("日本語")]
    public void Speech_WordsOfAnyLanguage_AreNotEscaped(string words)
    {
        Frame frame = EventEncoder.Speech(Say(words));
        Assert.Contains($"\"content\":\"{words}\"", Json.Text(frame));
        Assert.AreEqual(words, Json.Parse(frame.Payload).GetProperty("content").GetString());
    }

    [TestMethod]
    [DataRow("\"quoted\" \\ back")]
    [DataRow("line\nbreak\ttab\r")]
    [DataRow("\0\u0001\u001f\u007f")]
    [DataRow("🌸 emoji 🌸")]
    public void SpeechAndError_SpecialCharacters_RoundTrip(string words)
    {
        Frame speech = EventEncoder.Speech(Say(words));
        Frame error = EventEncoder.Error(words);
        Assert.AreEqual(words, Json.Parse(speech.Payload).GetProperty("content").GetString());
        Assert.AreEqual(words, Json.Parse(error.Payload).GetProperty("message").GetString());
        Assert.IsFalse(Json.Text(speech).Any(char.IsControl), "A control character was sent.");
        Assert.IsFalse(Json.Text(error).Any(char.IsControl), "A control character was sent.");
    }

    [TestMethod]
    public void SpeechAndError_UnpairedSurrogate_IsReplacedAndStillParses()
    {
        Assert.AreEqual(
            "a\ufffdb", Json.Parse(EventEncoder.Speech(Say("a\ud800b")).Payload).GetProperty("content").GetString());
        Assert.AreEqual("\ufffd", Json.Parse(EventEncoder.Error("\udc00").Payload).GetProperty("message").GetString());
    }

    [TestMethod]
    public void Error_Text_IsExactlyThisText() =>
        Assert.AreEqual(
            """{"type":"error","message":"Invalid message type: bogus"}""",
            Json.Text(EventEncoder.Error("Invalid message type: bogus")));

    [TestMethod]
    public void Encode_EachKind_NamesItself()
    {
        Assert.AreEqual(FrameKind.Speech, EventEncoder.Speech(Say("x")).Kind);
        Assert.AreEqual(FrameKind.Error, EventEncoder.Error("x").Kind);
    }

    // The contract: every published value is finite and in range. The writer throws on NaN, which would end the
    // fan-out.
    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NegativeInfinity)]
    [DataRow(-0.0)]
    [DataRow(-1e-9)]
    [DataRow(1e300)]
    [DataRow(-7.0)]
    public void Speech_NumbersOutOfRange_LeaveInRange(double value)
    {
        var speech = new SpeechMessage(
            "x",
            new Spirits(value, value, value, value, value, value, value),
            new VoiceProperties(value, value, value, "soft", value, value, value, value),
            new VisemeTimeline([new VisemeKey(value, value)]));
        Frame frame = EventEncoder.Speech(speech);
        Assert.DoesNotContain("-", Json.Text(frame));
        JsonElement message = Json.Parse(frame.Payload);
        foreach (JsonProperty spirit in message.GetProperty("spirits").EnumerateObject())
        {
            Assert.IsInRange(0, 1, spirit.Value.GetDouble(), spirit.Name);
        }

        foreach (JsonProperty member in message.GetProperty("voice").EnumerateObject().Where(m => m.Name != "timbre"))
        {
            bool isFactor = member.Name is "pitch" or "rate";
            Assert.IsInRange(isFactor ? 0.5 : 0, isFactor ? 2 : 1, member.Value.GetDouble(), member.Name);
        }

        JsonElement key = message.GetProperty("lipsync")[0];
        Assert.IsInRange(0, 1, key.GetProperty("mouth_width").GetDouble());
        Assert.IsTrue(double.IsFinite(key.GetProperty("time").GetDouble()));
    }

    private static SpeechMessage Say(string words, params VisemeKey[] keys) =>
        new(words, Spirits.Default, Voice, new VisemeTimeline(keys));
}
