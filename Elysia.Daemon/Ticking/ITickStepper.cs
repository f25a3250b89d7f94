using Elysia.State;

namespace Elysia.Ticking;

/// <summary>Computes the next state in place of the simulation, in order to record or replay the changes. Tick thread
/// only.</summary>
internal interface ITickStepper
{
    /// <summary>Returns her state after a tick.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="changes">The decisions of the engines since the last tick.</param>
    /// <param name="elapsed">The measured time since the last tick.</param>
    /// <param name="temperament">Her temperament.</param>
    AvatarState Advance(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament);
}
