using System.Globalization;
using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.LoadTest.Report;

/// <summary>Part 3: the cost of one message and one frame, timed in this process without sockets.</summary>
internal static class CostPart
{
    private const double BudgetMs = 1000.0 / 30;
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 30);

    /// <summary>Times the daemon's own code on a face with a heartbeat.</summary>
    /// <param name="time">The clock.</param>
    public static ReportPart Measure(TimeProvider time)
    {
        var watch = new MicroTimer(time);
        var face = new Face();
        double state = watch.FastestMs(() => StateEncoder.Greeting(face.Publish()).Payload.Length);
        double delta = watch.FastestMs(() => Face.Delta(face.Publish()));
        PublishedTick still = face.Publish();
        double json = watch.FastestMs(() => StateEncoder.Greeting(still).Payload.Length);
        double overhead = watch.FastestMs(() =>
        {
            face.Step();
            return Face.Delta(face.Publish());
        });
        return new ReportPart(
            "3. Message Cost",
            [
                new("State Message Latency", Round(state), "ms", FigureBasis.Timed,
                    "compare with the published, encode the whole state"),
                new("Delta Message Latency", Round(delta), "ms", FigureBasis.Timed,
                    "compare with the published, encode what changed"),
                new("JSON Serialization", Round(json), "ms", FigureBasis.Timed, "encode the whole state"),
                new("Per-Frame Overhead", Round(overhead), "ms", FigureBasis.Timed,
                    "a whole tick before the sockets: step, compare, encode the delta"),
                new("Overhead vs 30 FPS Budget", Math.Round(overhead / BudgetMs * 100, 4), "%", FigureBasis.Timed,
                    "per-frame overhead / 33.3 ms"),
            ],
            [string.Create(
                CultureInfo.InvariantCulture,
                $"the fastest of 15 rounds each; the tick is done once, however many viewers there are")]);
    }

    // No figure could be reproduced to more than a tenth of a nanosecond.
    private static double Round(double ms) => Math.Round(ms, 7);

    /// <summary>A face as the tick uses it: state, published values, and the last published tick.</summary>
    private sealed class Face
    {
        private readonly PublishedState _published = new(new DeltaThreshold(0.01));
        private AvatarState _state = AvatarState.Initial;
        private bool _isMoved;

        public void Step() => _state = AvatarSimulation.Step(in _state, default, Frame);

        /// <summary>Publishes a tick; the mouth moves to and fro so that there is always a change, with or without a
        /// step.</summary>
        public PublishedTick Publish()
        {
            _isMoved = !_isMoved;
            AvatarState shown = _state with { Expression = _state.Expression with { MouthWidth = _isMoved ? 0.5 : 0 } };
            return _published.Advance(in shown, Frame, 0);
        }

        public static long Delta(PublishedTick tick) =>
            StateEncoder.Delta(tick, tick.Since(tick.Tick - 1), stamped: false).Payload.Length;
    }
}
