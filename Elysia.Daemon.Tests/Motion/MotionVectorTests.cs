using System.Text.Json;
using Elysia.Motion;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Motion;

/// <summary>The test vectors shared by C# and JavaScript, computed by an independent program whose curves are
/// polynomials in another form and whose heart is integrated numerically.</summary>
[TestClass]
internal sealed class MotionVectorTests
{
    private const double Agreed = 1e-6;

    [TestMethod]
    public void ValueOf_EveryVector_IsItsValue()
    {
        int values = 0;
        foreach (string line in SourceTree.Read("Elysia.Daemon.Tests/Motion/vectors.jsonl").Split('\n'))
        {
            if (line.Length == 0)
            {
                continue;
            }

            JsonElement row = Json.Parse(line);
            FieldId field = MotionReader.FieldOf(row.GetProperty("field").GetString()!);
            FieldMotion motion = MotionReader.Read(field, row.GetProperty("motion"), MotionReader.Us(row.GetProperty("t")));
            foreach (JsonElement pair in row.GetProperty("at").EnumerateArray())
            {
                double value = motion.ValueOf(field, pair[0].GetDouble() * 1000);
                Assert.AreEqual(pair[1].GetDouble(), value, Agreed, $"{line} at {pair[0]}");
                values++;
            }
        }

        Assert.IsGreaterThan(200, values);
    }

    [TestMethod]
    public void At_BeforeTheStart_RestsAtTheFirstValue()
    {
        Assert.AreEqual(0.3, new DampedMotion(1_000_000, 300_000, 5_000_000, 800_000, 60).At(0));
        Assert.AreEqual(0.3, new CurveMotion(1_000_000, [new(0, 300_000, 9), new(50, 0, 0)]).At(0));
        Assert.AreEqual(0.5, new HeartbeatMotion(1_000_000, 250_000, 0, 0, 1_000_000, 60).At(0));
    }

    [TestMethod]
    public void At_LongAfterTheStart_RestsAtTheTarget()
    {
        var way = new DampedMotion(0, 0, 1_000_000, 480_000, 60);
        Assert.AreEqual(0.48, way.At(way.EndUs), 1e-7);
        Assert.AreEqual(480_000, way.RestMicros);
    }

    [TestMethod]
    public void Integral_OfASteadyFrequency_IsTurns() =>
        Assert.AreEqual(1.3 * 3600, new CriticalDamping(1.3, 0, 1.3, 0.06).Integral(3600), 1e-9);

    [TestMethod]
    public void After_AnyMoment_ContinuesTheSamePath()
    {
        var way = new CriticalDamping(0.1, 3, 0.9, 0.07);
        Assert.AreEqual(way.At(0.15), way.After(0.05).At(0.1), 1e-12);
        Assert.AreEqual(way.VelocityAt(0.15), way.After(0.05).VelocityAt(0.1), 1e-12);
    }
}
