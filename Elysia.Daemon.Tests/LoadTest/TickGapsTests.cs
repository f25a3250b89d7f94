using Elysia.LoadTest.Load;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class TickGapsTests
{
    private const long Ms = 1_000_000;

    [TestMethod]
    public void EndSecond_OneTickLateAndOneQuiet_DistinguishesThem()
    {
        var gaps = new TickGaps();
        long t = 0;
        foreach (long gap in (long[])[20, 20, 20, 23, 17, 20, 40, 20, 20])
        {
            gaps.Add((t += gap * Ms) - (20 * Ms) + 1);
        }

        gaps.EndSecond();
        TickFigures figures = gaps.Figures!;
        Assert.AreEqual(50, figures.RateHz);
        Assert.AreEqual(3, figures.Lateness!.MaxMs, 1e-6);
        Assert.AreEqual(40, figures.GapMaxMs, 1e-6);
        Assert.AreEqual(1, figures.Absent);
    }

    [TestMethod]
    public void Figures_WithoutStamps_IsNull() => Assert.IsNull(new TickGaps().Figures);
}
