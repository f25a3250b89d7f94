using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Motion;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;
using Elysia.State;

namespace Elysia.Ticking;

/// <summary>Runs one tick from the inbox to the fan-out: reads the changes, steps the simulation, publishes what
/// changed and hands it over. Tick thread only; tests call it without a clock.</summary>
/// <param name="inbox">The decisions of the engines.</param>
/// <param name="published">The state that viewers of protocol 1 have been sent.</param>
/// <param name="sink">The fan-out.</param>
/// <param name="setup">Her temperament, and the state she wakes up in.</param>
/// <param name="motion">The motions that viewers of protocol 2 have been sent; null where there can be no such
/// viewers.</param>
/// <param name="tape">Records or replays the ticks; null for neither.</param>
internal sealed class TickPipeline(
    TickInbox inbox, PublishedState published, ITickSink sink, AvatarSetup setup, PublishedMotion? motion = null,
    ITickStepper? tape = null)
{
    /// <summary>Her state after the last step.</summary>
    public AvatarState State { get; private set; } = setup.Start;

    /// <summary>Runs one tick.</summary>
    /// <param name="elapsed">The measured time since the last tick.</param>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    /// <returns>The published state.</returns>
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
