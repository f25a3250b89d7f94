using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Protocol;

[TestClass]
internal sealed class MessageDecoderTests
{
    [TestMethod]
    public void Decode_EveryOracleRow_IsAcceptedOrRefusedAsByTheReference()
    {
        foreach (JsonElement row in OracleFile.Rows("input_validation.jsonl"))
        {
            string message = row.GetProperty("message").GetRawText();
            DecodeResult result = Json.Decode(message);
            Assert.AreEqual(row.GetProperty("accepted").GetBoolean(), result.Message is not null, message);
            Assert.AreEqual(row.GetProperty("error").GetString(), result.Error, message);
            Assert.AreEqual(result.Message is not null, result.Reason == RefusalReason.None, message);
        }
    }

    [TestMethod]
    public void Decode_Text_KeepsTheWords() =>
        Assert.AreEqual(
            ClientMessage.Text("안녕 \"Elysia\"\n🌸"),
            Json.Decode("""{"type":"text","content":"안녕 \"Elysia\"\n\ud83c\udf38"}""").Message);

    [TestMethod]
    [DataRow("neutral", Feeling.Neutral)]
    [DataRow("calm", Feeling.Calm)]
    [DataRow("hopeful", Feeling.Hopeful)]
    [DataRow("joy", Feeling.Hopeful)]
    [DataRow("focused", Feeling.Focused)]
    [DataRow("introspective", Feeling.Introspective)]
    [DataRow("sadness", Feeling.Introspective)]
    [DataRow("empty", Feeling.Empty)]
    public void Decode_Emotion_FindsTheFeeling(string name, Feeling expected) =>
        Assert.AreEqual(
            ClientMessage.Emotion(expected, 0.8),
            Json.Decode($$"""{"type":"emotion","emotion":"{{name}}","intensity":0.8}""").Message);

    [TestMethod]
    public void Decode_EmotionWithoutIntensity_IsHalfStrength() =>
        Assert.AreEqual(
            ClientMessage.Emotion(Feeling.Calm, 0.5), Json.Decode("""{"type":"emotion","emotion":"calm"}""").Message);

    [TestMethod]
    [DataRow("0", 0.0)]
    [DataRow("1", 1.0)]
    [DataRow("1e-3", 0.001)]
    [DataRow("-0.0", 0.0)]
    public void Decode_IntensityAtItsBounds_IsTaken(string literal, double expected)
    {
        ClientMessage? emotion = Json.Decode($$"""{"type":"emotion","emotion":"calm","intensity":{{literal}}}""").Message;
        Assert.AreEqual(expected, emotion?.Intensity);
    }

    [TestMethod]
    [DataRow("1.0000001")]
    [DataRow("-1e-300")]
    [DataRow("1e999")]
    [DataRow("-1e999")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("-Infinity")]
    public void Decode_IntensityOutOfRange_SaysTheRange(string literal) =>
        AssertInvalid(
            $$"""{"type":"emotion","emotion":"calm","intensity":{{literal}}}""",
            "Intensity must be between 0.0 and 1.0");

    [TestMethod]
    [DataRow("null")]
    [DataRow("true")]
    [DataRow("\"0.5\"")]
    [DataRow("[0.5]")]
    [DataRow("{}")]
    public void Decode_IntensityNotANumber_IsRefused(string literal) =>
        AssertInvalid(
            $$"""{"type":"emotion","emotion":"calm","intensity":{{literal}}}""", "Intensity must be a number");

    [TestMethod]
    public void Decode_UnknownEmotion_NamesItAndTheKnownOnes() =>
        AssertInvalid(
            """{"type":"emotion","emotion":"rage"}""",
            "Unknown emotion: rage (known: neutral, calm, hopeful, joy, focused, introspective, sadness, empty)");

    [TestMethod]
    public void Decode_LongEmotion_IsEchoedCutShort() =>
        AssertInvalid(
            $$"""{"type":"emotion","emotion":"{{new string('e', 5000)}}"}""",
            $"Unknown emotion: {new string('e', 64)}… (known: {Feelings.KnownNames})");

    [TestMethod]
    [DataRow("0", 0.0)]
    [DataRow("1", 1.0)]
    [DataRow("0.25", 0.25)]
    public void Decode_ExpressionUpdateInRange_IsTaken(string literal, double expected) =>
        Assert.AreEqual(
            ClientMessage.ExpressionUpdate(expected),
            Json.Decode($$"""{"type":"expression_update","mouth_width":{{literal}}}""").Message);

    [TestMethod]
    [DataRow("-0.01", "mouth_width must be between 0.0 and 1.0")]
    [DataRow("NaN", "mouth_width must be between 0.0 and 1.0")]
    [DataRow("1e999", "mouth_width must be between 0.0 and 1.0")]
    [DataRow("null", "mouth_width must be a number")]
    [DataRow("\"wide\"", "mouth_width must be a number")]
    public void Decode_ExpressionUpdateNotAllowed_NamesTheField(string literal, string error) =>
        AssertInvalid($$"""{"type":"expression_update","mouth_width":{{literal}}}""", error);

    [TestMethod]
    public void Decode_Vision_KeepsTheKnownFields()
    {
        Assert.AreEqual(
            ClientMessage.Vision(true, 0.5, 0.3),
            Json.Decode("""{"type":"vision","presence":true,"x":0.5,"y":0.3}""").Message);
        Assert.AreEqual(ClientMessage.Vision(false, null, null), Json.Decode("""{"type":"vision"}""").Message);
        Assert.AreEqual(
            ClientMessage.Vision(false, null, 1), Json.Decode("""{"type":"vision","presence":false,"y":1}""").Message);
    }

    [TestMethod]
    [DataRow("""{"type":"vision","presence":"yes"}""", "presence must be true or false")]
    [DataRow("""{"type":"vision","presence":1}""", "presence must be true or false")]
    [DataRow("""{"type":"vision","presence":true,"x":NaN}""", "x must be a finite number")]
    [DataRow("""{"type":"vision","presence":true,"y":"up"}""", "y must be a finite number")]
    [DataRow("""{"type":"audio_analysis","volume":1e999}""", "volume must be a finite number")]
    [DataRow("""{"type":"audio_analysis","brightness":Infinity}""", "brightness must be a finite number")]
    [DataRow("""{"type":"audio_analysis","noise":null}""", "noise must be a finite number")]
    [DataRow("""{"type":"screen_atmosphere","r":-Infinity}""", "r must be a finite number")]
    [DataRow("""{"type":"screen_atmosphere","g":"green"}""", "g must be a finite number")]
    [DataRow("""{"type":"screen_atmosphere","b":[]}""", "b must be a finite number")]
    public void Decode_SensorFieldNotAllowed_NamesTheField(string json, string error) => AssertInvalid(json, error);

    [TestMethod]
    public void Decode_AudioAnalysisAndScreenAtmosphere_KeepTheirNumbers()
    {
        Assert.AreEqual(
            ClientMessage.AudioAnalysis(0.8, 0.6, 0.1),
            Json.Decode("""{"type":"audio_analysis","volume":0.8,"brightness":0.6,"noise":0.1}""").Message);
        Assert.AreEqual(
            ClientMessage.ScreenAtmosphere(120, null, 200),
            Json.Decode("""{"type":"screen_atmosphere","r":120,"b":200}""").Message);
    }

    private static void AssertInvalid(string json, string error)
    {
        DecodeResult result = Json.Decode(json);
        Assert.IsNull(result.Message, json);
        Assert.AreEqual(error, result.Error);
        Assert.AreEqual(RefusalReason.InvalidField, result.Reason);
    }
}
