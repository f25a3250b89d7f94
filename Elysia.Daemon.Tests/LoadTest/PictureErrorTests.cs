using System.Xml.Linq;
using Elysia.Bench.Picture;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class PictureErrorTests
{
    [TestMethod]
    public void Measure_AtEveryInstant_MotionsAreWithinTheThresholdWhereSamplesAreNot()
    {
        IReadOnlyList<ShownError> errors = PictureError.Measure();
        Assert.HasCount(2880, errors);
        Assert.IsLessThanOrEqualTo(PictureError.Threshold, errors.Max(e => e.Motions));
        Assert.IsGreaterThan(0.05, errors.Max(e => e.Samples));
    }

    [TestMethod]
    public void Draw_Errors_IsAnImageWithBothLinesAndTheThreshold()
    {
        XElement svg = XElement.Parse(PictureCommand.Draw(PictureError.Measure()));
        Assert.AreEqual(4, svg.Elements().Count(e => e.Name.LocalName == "path"), "axes, two lines and the threshold");
        StringAssert.Contains(svg.Value, "threshold");
    }
}
