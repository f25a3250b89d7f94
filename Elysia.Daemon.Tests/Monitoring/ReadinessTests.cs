using Elysia.Configuration;
using Elysia.Monitoring;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Ticking;

namespace Elysia.Tests.Monitoring;

/// <summary>The conditions under which the daemon is ready for viewers.</summary>
[TestClass]
internal sealed class ReadinessTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly TickCounters _ticks = new();
    private readonly Readiness _readiness;

    public ReadinessTests()
    {
        _time.Advance(TimeSpan.FromSeconds(100));
        _readiness = new Readiness(_ticks, _time);
    }

    [TestMethod]
    public void Fault_BeforeTheFirstTick_SaysStarting() => StringAssert.StartsWith(
        _readiness.Fault, "starting", StringComparison.Ordinal);

    [TestMethod]
    public void Fault_TicksAreTaken_IsNull()
    {
        Tick(1);
        _time.Advance(TimeSpan.FromSeconds(Limits.TickStallSeconds));
        Assert.IsNull(_readiness.Fault);
    }

    [TestMethod]
    public void Fault_TicksStop_SaysForHowLongUntilTheNextTick()
    {
        Tick(1);
        _time.Advance(TimeSpan.FromSeconds(Limits.TickStallSeconds + 1));
        Assert.AreEqual($"stalled: the last tick was {Limits.TickStallSeconds + 1} s ago", _readiness.Fault);
        Tick(2);
        Assert.IsNull(_readiness.Fault);
    }

    [TestMethod]
    public void Fault_Draining_SaysSo()
    {
        Tick(1);
        _readiness.Drain();
        StringAssert.StartsWith(_readiness.Fault, "draining", StringComparison.Ordinal);
    }

    private void Tick(long number) => _ticks.Record(number, 0, 15, TimeSpan.Zero, _time.GetTimestamp());
}
