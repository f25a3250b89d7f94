using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class MoodToFaceTests
{
    private const double Tolerance = 1e-6;

    [TestMethod]
    public void Expression_EveryOracleRow_AgreesWithTheReference()
    {
        foreach (JsonElement row in OracleFile.Rows("mood_to_face.jsonl"))
        {
            Expression face = MoodToFace.Expression(MoodOf(row), Expression.Default);
            JsonElement expected = row.GetProperty("expression");
            AssertNear(expected, "mouth_curve", face.MouthCurve, row);
            AssertNear(expected, "eye_open", face.EyeOpen, row);
            AssertNear(expected, "brow_furrow", face.BrowFurrow, row);
        }
    }

    [TestMethod]
    public void Spirits_EveryOracleRow_AgreeWithTheReference()
    {
        foreach (JsonElement row in OracleFile.Rows("mood_to_face.jsonl"))
        {
            AvatarState state = AvatarState.Initial with { Spirits = MoodToFace.Spirits(MoodOf(row)) };
            JsonElement expected = row.GetProperty("spirits");
            for (int i = Field.ExpressionCount; i < Field.Count; i++)
            {
                AssertNear(expected, Field.Name((FieldId)i), state[(FieldId)i], row);
            }
        }
    }

    [TestMethod]
    public void Expression_AnyMood_LeavesBeatAndVisemeToTheirOwners()
    {
        var current = new Expression(0.1, 0.2, 0.3, Beat: 0.4, MouthWidth: 0.6);
        Expression face = MoodToFace.Expression(new Mood(-1, 1, 1), current);
        Assert.AreEqual(0.4, face.Beat);
        Assert.AreEqual(0.6, face.MouthWidth);
    }

    [TestMethod]
    [DataRow(5, 5, 5)]
    [DataRow(-5, -5, -5)]
    public void ExpressionAndSpirits_MoodFarOutOfRange_StayInRange(double v, double a, double d)
    {
        var mood = new Mood(v, a, d);
        var state = new AvatarState(mood, default, MoodToFace.Expression(mood, default), MoodToFace.Spirits(mood));
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.IsInRange(Field.Min(field), Field.Max(field), state[field], Field.Name(field));
        }
    }

    private static Mood MoodOf(JsonElement row)
    {
        JsonElement mood = row.GetProperty("mood");
        return new Mood(
            mood.GetProperty("valence").GetDouble(),
            mood.GetProperty("arousal").GetDouble(),
            mood.GetProperty("dominance").GetDouble());
    }

    private static void AssertNear(JsonElement expected, string name, double actual, JsonElement row) =>
        Assert.AreEqual(expected.GetProperty(name).GetDouble(), actual, Tolerance, $"{name} of {row.GetProperty("mood")}");
}
