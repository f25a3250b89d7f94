using System.Text.Json;
using Elysia.Speech;
using Elysia.State;
using Elysia.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Speech;

[TestClass]
internal sealed class VoicePropertiesModelTests
{
    private const double Tolerance = 1e-6;

    private static readonly string[] Timbres = ["soft", "bright", "rich", "balanced"];

    [TestMethod]
    public void From_EveryOracleRow_EqualsReference()
    {
        int rows = 0;
        foreach (JsonElement row in OracleRows.Read("mood_to_face.jsonl"))
        {
            JsonElement mood = row.GetProperty("mood");
            VoiceProperties voice = VoicePropertiesModel.From(new Mood(
                Number(mood, "valence"), Number(mood, "arousal"), Number(mood, "dominance")));
            JsonElement expected = row.GetProperty("voice");
            string where = mood.GetRawText();
            Assert.AreEqual(Number(expected, "pitch"), voice.Pitch, Tolerance, where);
            Assert.AreEqual(Number(expected, "rate"), voice.Rate, Tolerance, where);
            Assert.AreEqual(Number(expected, "volume"), voice.Volume, Tolerance, where);
            Assert.AreEqual(expected.GetProperty("timbre").GetString(), voice.Timbre, where);
            Assert.AreEqual(Number(expected, "warmth"), voice.Warmth, Tolerance, where);
            Assert.AreEqual(Number(expected, "brightness"), voice.Brightness, Tolerance, where);
            Assert.AreEqual(Number(expected, "depth"), voice.Depth, Tolerance, where);
            Assert.AreEqual(Number(expected, "clarity"), voice.Clarity, Tolerance, where);
            rows++;
        }

        Assert.AreEqual(368, rows);
    }

    [TestMethod]
    public void From_AnyMood_StaysInRange() =>
        Prop.ForAll<double, double, double>((valence, arousal, dominance) =>
        {
            VoiceProperties voice = VoicePropertiesModel.From(new Mood(valence, arousal, dominance));
            return voice.Pitch is >= 0.5 and <= 2 && voice.Rate is >= 0.5 and <= 2
                && voice.Volume is >= 0 and <= 1 && voice.Warmth is >= 0 and <= 1
                && voice.Brightness is >= 0 and <= 1 && voice.Depth is >= 0 and <= 1
                && voice.Clarity is >= 0 and <= 1 && Timbres.Contains(voice.Timbre);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void From_EveryMoodOnAGrid_IsNeverEthereal()
    {
        // VoicePropertiesModel explains why; if this fails, the list of timbres is no longer in the contract's order.
        for (double valence = -1; valence <= 1; valence += 0.05)
        {
            for (double arousal = 0; arousal <= 1; arousal += 0.05)
            {
                for (double dominance = -1; dominance <= 1; dominance += 0.05)
                {
                    CollectionAssert.Contains(Timbres, VoicePropertiesModel.From(new Mood(valence, arousal, dominance)).Timbre);
                }
            }
        }
    }

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
}
