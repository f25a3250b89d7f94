using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class HeartbeatTests
{
    [TestMethod]
    public void Advance_EveryOracleRow_BeatsLikeTheReference()
    {
        foreach (JsonElement row in OracleFile.Rows("beat.jsonl"))
        {
            double arousal = row.GetProperty("arousal").GetDouble();
            Heartbeat heart = default;
            int step = 0;
            foreach (JsonElement pair in row.GetProperty("steps_dt_seconds_and_beat").EnumerateArray())
            {
                step++;
                heart = heart.Advance(arousal, Seconds(pair[0].GetDouble()));
                Assert.AreEqual(pair[1].GetDouble(), heart.Beat, 1e-6, $"arousal {arousal}, step {step}");
            }
        }
    }

    [TestMethod]
    public void Advance_LongerThanTheCap_CountsAsTheCap()
    {
        Heartbeat heart = new(0.5);
        Assert.AreEqual(heart.Advance(0.4, Heartbeat.MaxStep), heart.Advance(0.4, TimeSpan.FromHours(3)));
        Assert.AreEqual(TimeSpan.FromSeconds(0.1), Heartbeat.MaxStep);
    }

    [TestMethod]
    public void Advance_NoTimeOrNegativeTime_StandsStill()
    {
        Heartbeat heart = new(2.25);
        Assert.AreEqual(heart, heart.Advance(1, TimeSpan.Zero));
        Assert.AreEqual(heart, heart.Advance(1, TimeSpan.FromSeconds(-1)));
    }

    [TestMethod]
    public void Advance_TenMillionTurns_StaysInOneTurn()
    {
        Heartbeat heart = new(Math.Tau * 10_000_000);
        heart = heart.Advance(1, TimeSpan.FromMilliseconds(33));
        Assert.IsInRange(0, Math.Tau, heart.PhaseRadians);
    }

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(0.2, 1.3)]
    [DataRow(1.0, 2.5)]
    public void FrequencyHz_ArousalRises_RisesFromOneToTwoAndAHalf(double arousal, double expected) =>
        Assert.AreEqual(expected, Heartbeat.FrequencyHz(arousal), 1e-12);

    [TestMethod]
    public void Beat_StartAndMiddleOfATurn_IsOneAndZero()
    {
        Assert.AreEqual(1, default(Heartbeat).Beat);
        Assert.AreEqual(0, new Heartbeat(Math.PI).Beat, 1e-12);
    }

    // TimeSpan.FromSeconds truncates to 100 ns: 0.029 becomes 0.0289999, and the errors of thirty such steps add up.
    private static TimeSpan Seconds(double value) => new((long)Math.Round(value * TimeSpan.TicksPerSecond));
}
