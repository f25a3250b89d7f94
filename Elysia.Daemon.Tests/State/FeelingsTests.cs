using System.Text;
using Elysia.State;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class FeelingsTests
{
    [TestMethod]
    [DataRow("neutral", 0.0, 0.2, 0.0)]
    [DataRow("calm", 0.2, 0.1, 0.1)]
    [DataRow("hopeful", 0.6, 0.4, 0.2)]
    [DataRow("joy", 0.6, 0.4, 0.2)]
    [DataRow("focused", 0.1, 0.6, 0.4)]
    [DataRow("introspective", -0.2, 0.3, -0.1)]
    [DataRow("sadness", -0.2, 0.3, -0.1)]
    [DataRow("empty", -0.5, 0.1, -0.3)]
    public void TryParse_KnownName_FindsThePreset(string name, double v, double a, double d)
    {
        Assert.IsTrue(Feelings.TryParse(Encoding.UTF8.GetBytes(name), out Feeling feeling));
        Assert.AreEqual(new Mood(v, a, d), Feelings.MoodOf(feeling));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Joy")]
    [DataRow("joy ")]
    [DataRow("rage")]
    public void TryParse_UnknownName_IsRefused(string name) =>
        Assert.IsFalse(Feelings.TryParse(Encoding.UTF8.GetBytes(name), out _));

    [TestMethod]
    public void KnownNames_EveryName_IsOneThatTryParseKnows()
    {
        string[] names = Feelings.KnownNames.Split(", ");
        Assert.HasCount(8, names);
        foreach (string name in names)
        {
            Assert.IsTrue(Feelings.TryParse(Encoding.UTF8.GetBytes(name), out _), name);
        }
    }

    [TestMethod]
    public void MoodOf_EveryFeeling_HasAPreset()
    {
        foreach (Feeling feeling in Enum.GetValues<Feeling>())
        {
            Assert.AreEqual(Feelings.MoodOf(feeling), Feelings.MoodOf(feeling).Clamped());
        }
    }
}
