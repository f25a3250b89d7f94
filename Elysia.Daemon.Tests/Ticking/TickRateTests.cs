using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Ticking;

namespace Elysia.Tests.Ticking;

[TestClass]
internal sealed class TickRateTests
{
    [TestMethod]
    public void Of_EveryOracleRow_IsExactlyTheReferencesRate()
    {
        var rate = new TickRate(15, 60);
        foreach (JsonElement row in OracleFile.Rows("adaptive_fps.jsonl"))
        {
            double seconds = row.GetProperty("seconds_since_message").GetDouble();
            int hz = rate.Of(
                TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
                row.GetProperty("clients").GetInt32(),
                row.GetProperty("arousal").GetDouble());
            Assert.AreEqual(row.GetProperty("fps").GetInt32(), hz, row.ToString());
        }
    }

    [TestMethod]
    [DataRow(15, 60, 3600, 0, 0.0, 15)]
    [DataRow(15, 60, 0, 1000, 1.0, 60)]
    [DataRow(30, 30, 0, 10, 0.5, 30)]
    [DataRow(15, 60, 0, 10, 9.0, 60)]
    [DataRow(15, 60, 99, 0, -9.0, 15)]
    [DataRow(15, 60, 99, 0, double.NaN, 15)]
    public void Of_AnyBounds_StaysWithinThem(int min, int max, int seconds, int clients, double arousal, int expected) =>
        Assert.AreEqual(expected, new TickRate(min, max).Of(TimeSpan.FromSeconds(seconds), clients, arousal));
}
