using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Motion;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;
using Elysia.State;

namespace Elysia.Ticking;

/// <summary>The way of the data in one method: take in, step, diff, hand over. Tick thread only; tests call it without a
/// clock.</summary>
/// <param name="inbox">What the engines decided.</param>
/// <param name="published">What viewers know.</param>
/// <param name="sink">The fan-out.</param>
/// <param name="setup">How she moves by nature, and the state she wakes up in.</param>
/// <param name="motion">What viewers of protocol 2 know; null where there can be none.</param>
/// <param name="tape">What records or replays; null for neither.</param>
internal sealed class TickPipeline(
    TickInbox inbox, PublishedState published, ITickSink sink, AvatarSetup setup, PublishedMotion? motion = null,
    ITickStepper? tape = null)
{
    /// <summary>Her state after the last step.</summary>
    public AvatarState State { get; private set; } = setup.Start;

    /// <summary>One tick.</summary>
    /// <param name="elapsed">Measured time since the last one.</param>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    /// <returns>The picture that was published.</returns>
    public PublishedTick Run(TimeSpan elapsed, long timestamp)
    {
        AvatarChanges changes = inbox.Drain(timestamp);
        State = tape is null
            ? AvatarSimulation.Step(State, changes, elapsed, setup.Temperament)
            : tape.Advance(State, changes, elapsed, setup.Temperament);
        PublishedTick tick = published.Advance(State, elapsed, timestamp);
        MotionTick? motions = motion?.Advance(
            State, elapsed, tick.Tick, timestamp, isUndisturbed: !inbox.BroughtNews && tape is null,
            tape is null ? inbox.Mouth : null);
        sink.Publish(new EncodedTick(tick, motions is null ? null : new EncodedMotions(motions)));
        return tick;
    }
}
