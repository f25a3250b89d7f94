using Elysia.State;

namespace Elysia.Ticking;

/// <summary>Stands between the inbox and the simulation: writes down what goes by, or plays what was written down. Tick thread
/// only.</summary>
internal interface ITickStepper
{
    /// <summary>Her state after a tick.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="changes">What the engines decided since.</param>
    /// <param name="elapsed">Measured time since the last tick.</param>
    /// <param name="temperament">How she moves by nature.</param>
    AvatarState Advance(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament);
}
