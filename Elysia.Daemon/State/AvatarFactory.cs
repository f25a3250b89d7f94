using Elysia.Configuration.Options;

namespace Elysia.State;

/// <summary>Turns the operator's words about her nature into the life the tick lives.</summary>
internal static class AvatarFactory
{
    /// <summary>Her life by the options.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="mood">The mood she wakes up in; null is that of her temperament.</param>
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
