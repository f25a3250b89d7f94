using Elysia.Diff;

namespace Elysia.Tests.Diff;

[TestClass]
internal sealed class DeltaThresholdTests
{
    [TestMethod]
    [DataRow(0.0001, 10)]
    [DataRow(0.0009, 10)]
    [DataRow(0.001, 100)]
    [DataRow(0.005, 100)]
    [DataRow(0.01, 1000)]
    [DataRow(0.05, 1000)]
    [DataRow(0.1, 10_000)]
    [DataRow(0.5, 10_000)]
    public void Quantum_Threshold_IsTheLargestPowerOfTenUpToATenthOfIt(double threshold, int expected)
    {
        var made = new DeltaThreshold(threshold);
        Assert.AreEqual(threshold, made.Value);
        Assert.AreEqual(expected, made.Quantum);
    }

    [TestMethod]
    public void Quantum_EveryThreshold_DividesOneSoThatRoundingStaysInRange()
    {
        for (int i = 1; i <= 5000; i++)
        {
            int quantum = new DeltaThreshold(i / 10_000.0).Quantum;
            Assert.AreEqual(0, FixedPoint.One % quantum, $"threshold {i} e-4");
            Assert.IsLessThanOrEqualTo(FixedPoint.FromDouble(i / 10_000.0), quantum * 10, $"threshold {i} e-4");
        }
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.00009)]
    [DataRow(-0.01)]
    [DataRow(0.51)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NaN)]
    public void Constructor_OutOfRange_Throws(double threshold) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DeltaThreshold(threshold));
}
