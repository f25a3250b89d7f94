using Elysia.State;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>Generators of walks and of unusual states.</summary>
internal static class Walks
{
    /// <summary>Walks of any step size, down to far below the threshold, at every threshold that can be
    /// configured.</summary>
    public static Arbitrary<StateWalk> Any { get; } = Arb.From(
        from threshold in Thresholds()
        from steps in Gen.ArrayOf(Step(), Field.Count)
        from tickCount in Gen.Choose(1, 120)
        from tickMs in Gen.Choose(1, 120)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new StateWalk(threshold, steps, tickCount, tickMs, seed));

    /// <summary>States with numbers that must never be published as they are, among ordinary ones.</summary>
    public static Arbitrary<AvatarState[]> OddStates { get; } = Arb.From(
        from count in Gen.Choose(1, 12)
        from states in Gen.ArrayOf(Gen.ArrayOf(OddNumber(), Field.Count).Select(v => AvatarStates.From(v)), count)
        select states);

    private static Gen<double> Thresholds() => Gen.Frequency(
        (3, Gen.Constant(0.01)),
        (3, Gen.Elements(0.0001, 0.0005, 0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5)),
        (2, Gen.Choose(1, 5000).Select(i => i / 10_000.0)));

    private static Gen<double> Step() => Gen.Frequency(
        (3, Gen.Elements(0, 1e-7, 1e-6, 0.0001, 0.0005, 0.005, 0.009, 0.00999, 0.01, 0.01001, 0.011, 0.05, 0.5)),
        (2, Gen.Choose(0, 1_000_000).Select(i => i / 1_000_000.0)),
        (2, Gen.Choose(0, 20_000).Select(i => i / 1_000_000.0)));

    private static Gen<double> OddNumber() => Gen.Frequency(
        (2, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0)),
        (2, Gen.Elements(double.Epsilon, -double.Epsilon, 2.2e-308, -2.2e-308, double.MaxValue, double.MinValue)),
        (1, Gen.Elements(-1e-7, -4.9e-7, 5e-7, 1.0000001, -1.0000001, 0.9999996, -0.0004, -0.0005)),
        (1, Gen.Choose(-2000, 2000).Select(i => i / 1000.0)));
}
