using System.Globalization;
using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.LoadTest.Report;

/// <summary>Part 1: the bytes that a delta saves. Sizes are those of real messages; the ten-second stream is
/// simulated.</summary>
/// <remarks>
/// Like the model's benchmark, the full state is the untyped one with default values (its 214 bytes) and the single
/// field is a mouth_curve of 0.5 (its 53). The simulation sends either the full state in each of 300 frames, or one
/// single-field delta in each tenth of them.
/// </remarks>
internal static class DeltaPart
{
    private const string Simulation = "10 s at 30 FPS, one field changed in 10 % of the frames";
    private const double SimulatedSeconds = 10;
    private const double SimulatedHz = 30;
    private const double ChangedShare = 0.1;

    // The model writes KB and divides by 1,024: 300 frames of 214 bytes are its 62.7 KB.
    private const double BytesPerKilobyte = 1024;

    /// <summary>Encodes the messages and counts their bytes.</summary>
    public static ReportPart Measure()
    {
        var start = new AvatarState(Mood.Neutral, default, Expression.Default, Spirits.Default);
        int full = Bytes(start, start, (tick, _) => StateEncoder.Greeting(tick));
        AvatarState one = start with { Expression = start.Expression with { MouthCurve = 0.5 } };
        AvatarState three = one with
        {
            Expression = one.Expression with { EyeOpen = 0.8 },
            Spirits = one.Spirits with { Fire = 0.6 },
        };
        int single = Bytes(start, one, Delta);
        int multi = Bytes(start, three, Delta);
        double fullStream = SimulatedSeconds * SimulatedHz * full;
        double deltaStream = SimulatedSeconds * SimulatedHz * ChangedShare * single;
        return new ReportPart(
            "1. Delta Updates",
            [
                new("Full State Size", full, "bytes", FigureBasis.Computed, "the whole state, untyped, default values"),
                new("Single Delta Size", single, "bytes", FigureBasis.Computed, "a delta of mouth_curve alone"),
                new("Single Field Savings", Savings(single, full), "%", FigureBasis.Computed, "1 - single delta / full state"),
                new("Multi Field Savings", Savings(multi, full), "%", FigureBasis.Computed,
                    "the same for mouth_curve, eye_open and fire"),
                new("Simulated 10s Savings", Savings(deltaStream, fullStream), "%", FigureBasis.Simulated, Simulation),
                new("Bandwidth Saved (10s)", Kilobytes(fullStream - deltaStream), "KB", FigureBasis.Simulated,
                    "the same in KB of 1,024 bytes"),
            ],
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"simulated 10 s: {Kilobytes(fullStream):0.0} KB full every frame, {Kilobytes(deltaStream):0.0} "
                        + $"KB as deltas"),
                "on the wire a heart beats, so nearly every tick carries a delta: see Live for what viewers really receive",
            ]);
    }

    private static double Kilobytes(double bytes) => Math.Round(bytes / BytesPerKilobyte, 1);

    private static double Savings(double bytes, double fullBytes) => Math.Round((1 - (bytes / fullBytes)) * 100, 1);

    private static Frame Delta(PublishedTick tick, FieldMask changed) => StateEncoder.Delta(tick, changed, stamped: false);

    private static int Bytes(in AvatarState before, in AvatarState after, Func<PublishedTick, FieldMask, Frame> encode)
    {
        var published = new PublishedState(new DeltaThreshold(0.01));
        PublishedTick first = published.Advance(in before, TimeSpan.Zero, 0);
        PublishedTick second = published.Advance(in after, TimeSpan.Zero, 0);
        return encode(second, second.Since(first.Tick)).Payload.Length;
    }
}
