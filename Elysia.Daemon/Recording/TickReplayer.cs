using Elysia.State;
using Elysia.Ticking;

namespace Elysia.Recording;

/// <summary>Plays a recording: at every moment she is as she was at that moment. What engines decide meanwhile is not
/// heard.</summary>
/// <remarks>Tick thread only. Its ticks need not fall on the recorded ones: recorded steps are taken when their time has come.
/// After the last one she goes on by nature.</remarks>
/// <param name="recording">The recording.</param>
internal sealed class TickReplayer(TickRecording recording) : ITickStepper
{
    private int _next;
    private TimeSpan _played;
    private TimeSpan _recorded;

    /// <summary>Whether all of it was played.</summary>
    public bool IsOver => _next >= recording.Ticks.Count;

    /// <inheritdoc/>
    public AvatarState Advance(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament)
    {
        if (IsOver)
        {
            return AvatarSimulation.Step(state, default, elapsed, temperament);
        }

        AvatarState now = state;
        _played += elapsed;
        while (!IsOver && _recorded + recording.Ticks[_next].Elapsed <= _played)
        {
            RecordedTick tick = recording.Ticks[_next++];
            now = AvatarSimulation.Step(now, tick.Changes, tick.Elapsed, temperament);
            _recorded += tick.Elapsed;
        }

        return now;
    }
}
