using Elysia.State;
using Elysia.Ticking;

namespace Elysia.Recording;

/// <summary>Replays a recording: at every moment her state is the recorded one. Changes from the engines are ignored
/// meanwhile.</summary>
/// <remarks>Tick thread only. Its ticks need not coincide with the recorded ones: a recorded step is applied when its
/// time has come. After the last one she moves freely again.</remarks>
/// <param name="recording">The recording.</param>
internal sealed class TickReplayer(TickRecording recording) : ITickStepper
{
    private int _next;
    private TimeSpan _played;
    private TimeSpan _recorded;

    /// <summary>Whether the whole recording was replayed.</summary>
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
