using Elysia.Diff;

namespace Elysia.Tests.Diff;

[TestClass]
internal sealed class FixedPointTests
{
    [TestMethod]
    [DataRow(0.0, 0)]
    [DataRow(-0.0, 0)]
    [DataRow(1.0, 1_000_000)]
    [DataRow(-1.0, -1_000_000)]
    [DataRow(0.1234564, 123_456)]
    [DataRow(0.1234566, 123_457)]
    [DataRow(5e-324, 0)]
    [DataRow(-5e-324, 0)]
    [DataRow(-4.9e-7, 0)]
    public void FromDouble_ValueInRange_IsTheNearestMillionth(double value, int expected) =>
        Assert.AreEqual(expected, FixedPoint.FromDouble(value));

    [TestMethod]
    public void ToDouble_EveryHundredthMillionth_RoundTripsAndIsNeverNegativeZero()
    {
        for (int micros = -FixedPoint.One; micros <= FixedPoint.One; micros += 97)
        {
            Assert.AreEqual(micros, FixedPoint.FromDouble(FixedPoint.ToDouble(micros)));
        }

        Assert.IsFalse(double.IsNegative(FixedPoint.ToDouble(0)));
    }

    [TestMethod]
    [DataRow(123_456, 1000, 123_000)]
    [DataRow(123_500, 1000, 124_000)]
    [DataRow(-123_456, 1000, -123_000)]
    [DataRow(-123_500, 1000, -124_000)]
    [DataRow(123_456, 1, 123_456)]
    [DataRow(-123_456, 1, -123_456)]
    [DataRow(499, 1000, 0)]
    [DataRow(-499, 1000, 0)]
    [DataRow(999_999, 10_000, 1_000_000)]
    [DataRow(-999_999, 10_000, -1_000_000)]
    public void RoundTo_Quantum_IsTheNearestMultiple(int micros, int quantum, int expected) =>
        Assert.AreEqual(expected, FixedPoint.RoundTo(micros, quantum));
}
