using Elysia.Configuration.Options;

namespace Elysia.State;

/// <summary>Creates the avatar's initial state and temperament from the operator's options.</summary>
internal static class AvatarFactory
{
    /// <summary>Creates the setup of the avatar.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="mood">The mood she wakes up in; null for the mood of her temperament.</param>
    public static AvatarSetup Create(MoodSettings settings, Mood? mood = null)
    {
        (double valence, double arousal, double dominance) = settings.Temperament;
        var home = new Mood(valence, arousal, dominance);
        return new AvatarSetup(AvatarState.WakingUp(mood ?? home, (ulong)settings.Seed), new Temperament
        {
            Settle = settings.Settle,
            Home = new MoodDecay(home, settings.HomeHalfLife),
            Breathes = settings.Breath,
            Blinks = settings.Blink,
        });
    }
}
