namespace Elysia.State;

/// <summary>Where her life begins and how it goes on: all that the tick is told about her at the start.</summary>
/// <param name="Start">The state before the first tick.</param>
/// <param name="Temperament">How she moves by nature.</param>
public sealed record Life(AvatarState Start, Temperament Temperament)
{
    /// <summary>A neutral mood and no movement of its own: the reference's.</summary>
    public static Life Still { get; } = new(AvatarState.Initial, Temperament.Still);
}
