using Elysia.Admission.Limiting;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Admission.Limiting;

/// <summary>Tests that the amount taken in any period is bounded, and that waiting always helps.</summary>
[TestClass]
internal sealed class TokenBucketTests
{
    private const long Frequency = 1_000_000_000;
    private const int PerSecond = 100;
    private const int Burst = 4;

    [TestMethod]
    public void TryTake_AllAtOnce_TakesTheBurstAndThenTheRate()
    {
        var pace = new TokenBucket();
        Assert.IsTrue(pace.TryTake(PerSecond * Burst, PerSecond, Burst, 7, Frequency));
        Assert.IsFalse(pace.TryTake(1, PerSecond, Burst, 7, Frequency));
        Assert.IsFalse(pace.TryTake(101, PerSecond, Burst, 7 + Frequency, Frequency));
        Assert.IsTrue(pace.TryTake(100, PerSecond, Burst, 7 + Frequency, Frequency));
        Assert.IsFalse(pace.TryTake(1, PerSecond, Burst, 7 + Frequency, Frequency));
        Assert.IsTrue(pace.TryTake(PerSecond * Burst, PerSecond, Burst, 100 * Frequency, Frequency));
    }

    [TestMethod]
    public void TryTake_AnySteps_TakesNoMoreThanBurstAndRateInAnyPeriod() =>
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 900), Gen.Choose(0, 150)).ListOf().ToArbitrary(),
            steps =>
            {
                var pace = new TokenBucket();
                long now = Frequency;
                var taken = new List<(long At, int Amount)>();
                foreach ((int milliseconds, int amount) in steps)
                {
                    now += milliseconds * (Frequency / 1000);
                    if (pace.TryTake(amount, PerSecond, Burst, now, Frequency))
                    {
                        taken.Add((now, amount));
                    }
                }

                return Enumerable.Range(0, taken.Count).All(i => IsBounded(taken[i..]));
            }).QuickCheckThrowOnFailure();

    private static bool IsBounded(List<(long At, int Amount)> stretch)
    {
        long sum = 0;
        foreach ((long at, int amount) in stretch)
        {
            sum += amount;
            if (sum > (PerSecond * Burst) + ((at - stretch[0].At) * (double)PerSecond / Frequency) + 1)
            {
                return false;
            }
        }

        return true;
    }
}
