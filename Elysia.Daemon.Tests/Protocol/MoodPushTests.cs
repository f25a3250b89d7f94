using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Protocol;

[TestClass]
internal sealed class MoodPushTests
{
    [TestMethod]
    [DataRow("0.5", "0.25", "-0.5", 0.5, 0.25, -0.5)]
    [DataRow("-1", "0", "-1", -1.0, 0.0, -1.0)]
    [DataRow("1", "1", "1", 1.0, 1.0, 1.0)]
    [DataRow("1.0e0", "1E-1", "-1.0", 1.0, 0.1, -1.0)]
    public void Decode_MoodInRange_IsTaken(string v, string a, string d, double valence, double arousal, double dominance) =>
        Assert.AreEqual(ClientMessage.MoodPush(new Mood(valence, arousal, dominance)), Push(v, a, d).Message);

    [TestMethod]
    [DataRow("1.000001")]
    [DataRow("-1.000001")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("-Infinity")]
    [DataRow("1e999")]
    [DataRow("-1e999")]
    public void Decode_ComponentOutOfRange_NamesTheFieldAndItsRange(string literal)
    {
        AssertInvalid("valence must be between -1.0 and 1.0", Push(literal, "0", "0"));
        AssertInvalid("arousal must be between 0.0 and 1.0", Push("0", literal, "0"));
        AssertInvalid("dominance must be between -1.0 and 1.0", Push("0", "0", literal));
    }

    [TestMethod]
    public void Decode_NegativeArousal_IsOutOfItsRange() =>
        AssertInvalid("arousal must be between 0.0 and 1.0", Push("0", "-0.1", "0"));

    [TestMethod]
    [DataRow("null")]
    [DataRow("true")]
    [DataRow("\"0.5\"")]
    [DataRow("{}")]
    [DataRow("[]")]
    public void Decode_ComponentNotANumber_NamesTheFieldAndItsRange(string literal)
    {
        AssertInvalid("valence must be a number between -1.0 and 1.0", Push(literal, "0", "0"));
        AssertInvalid("arousal must be a number between 0.0 and 1.0", Push("0", literal, "0"));
        AssertInvalid("dominance must be a number between -1.0 and 1.0", Push("0", "0", literal));
    }

    [TestMethod]
    [DataRow("""{"type":"mood"}""", "valence", "between -1.0 and 1.0")]
    [DataRow("""{"type":"mood","valence":0,"dominance":0}""", "arousal", "between 0.0 and 1.0")]
    [DataRow("""{"type":"mood","valence":0,"arousal":0}""", "dominance", "between -1.0 and 1.0")]
    public void Decode_ComponentMissing_NamesTheFieldAndItsRange(string json, string field, string range) =>
        AssertInvalid($"Mood message must have '{field}' field ({range})", Json.Decode(json));

    private static DecodeResult Push(string v, string a, string d) =>
        Json.Decode($$"""{"type":"mood","valence":{{v}},"arousal":{{a}},"dominance":{{d}}}""");

    private static void AssertInvalid(string error, DecodeResult result)
    {
        Assert.AreEqual(error, result.Error);
        Assert.IsNull(result.Message);
        Assert.AreEqual(RefusalReason.InvalidField, result.Reason);
    }
}
