using Elysia.Monitoring.Alerts;

namespace Elysia.Tests.Monitoring;

/// <summary>An alert is raised and cleared only after a while.</summary>
[TestClass]
internal sealed class AlertTests
{
    private readonly Alert _alert = new(AlertKind.Cpu, threshold: 80, raiseAfter: 5);

    [TestMethod]
    public void Observe_AboveForAWhile_RaisesOnceWithTheValue()
    {
        Assert.IsTrue(Observe(81, 99, 82, 83).All(c => c == AlertChange.None));
        Assert.AreEqual(AlertChange.Raised, _alert.Observe(91));
        Assert.AreEqual(AlertChange.None, _alert.Observe(90));
        Assert.IsTrue(_alert.IsActive);
        Assert.AreEqual(1, _alert.TimesRaised);
        Assert.AreEqual("CPU is 90 %, threshold 80 %", AlertText.Format(_alert));
    }

    [TestMethod]
    public void Observe_OneSecondBelow_StartsCountingAgain()
    {
        Observe(90, 90, 90, 90, 80, 90, 90, 90, 90);
        Assert.IsFalse(_alert.IsActive);
        Assert.AreEqual(AlertChange.Raised, _alert.Observe(90));
    }

    [TestMethod]
    public void Observe_FluctuatingAroundTheThreshold_StaysActive()
    {
        Observe(90, 90, 90, 90, 90);
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(AlertChange.None, _alert.Observe(i % 2 == 0 ? 79 : 81));
        }

        Assert.IsTrue(_alert.IsActive);
    }

    [TestMethod]
    public void Observe_WellBelowForLongEnough_ClearsOnce()
    {
        Observe(90, 90, 90, 90, 90);
        Assert.IsTrue(Observe([.. Enumerable.Repeat(71.0, Alert.ClearAfter - 1)]).All(c => c == AlertChange.None));
        Assert.AreEqual(AlertChange.Cleared, _alert.Observe(71));
        Assert.AreEqual(AlertChange.None, _alert.Observe(71));
        Assert.IsFalse(_alert.IsActive);
    }

    [TestMethod]
    public void Observe_ThresholdZero_NeverRaises()
    {
        var never = new Alert(AlertKind.Silent, 0, 1);
        Assert.IsTrue(Enumerable.Range(0, 100).All(i => never.Observe(i * 100) == AlertChange.None));
    }

    private AlertChange[] Observe(params double[] values) => [.. values.Select(_alert.Observe)];
}
