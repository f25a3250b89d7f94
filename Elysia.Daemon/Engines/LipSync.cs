using Elysia.Engines.Lips;
using Elysia.State;

namespace Elysia.Engines;

/// <summary>How her mouth moves while she says a text: three channels (open, wide, round) by the sounds of the words. Pure; any
/// thread.</summary>
/// <remarks>Bounded by <see cref="KeysMax"/>; never throws. Sounds come from a synthesiser where there is one, else from rules:
/// <see cref="KoreanPronunciation"/>, <see cref="EnglishSounds"/>.</remarks>
public static class LipSync
{
    /// <summary>Most keys of a timeline; the text behind them is said with closed lips.</summary>
    /// <remarks>Unit: keys. 2,000 is about 160 s of speech and 140 KB on the wire.</remarks>
    public const int KeysMax = 2_000;

    /// <summary>The timeline of a text by rules.</summary>
    /// <param name="text">What is said; any string.</param>
    /// <param name="rate">Speaking rate as a factor, <see cref="VoiceModel.FactorMin"/> to
    /// <see cref="VoiceModel.FactorMax"/>; clamped to that, NaN counts as 1.</param>
    /// <returns>1 to <see cref="KeysMax"/> keys, strictly ascending in time from 0, all channels 0..1, the last one
    /// closed.</returns>
    public static IReadOnlyList<MouthKey> From(string? text, double rate)
    {
        double pace = double.IsNaN(rate) ? 1 : Math.Clamp(rate, VoiceModel.FactorMin, VoiceModel.FactorMax);
        var mouth = new MouthTrack(KeysMax);
        double now = 0;
        foreach (Sound sound in SpokenSounds.Of(text ?? string.Empty, KeysMax))
        {
            double seconds = sound.Seconds / pace;
            mouth.Say(sound.Ipa, now, seconds);
            now += seconds;
        }

        return mouth.Close();
    }

    /// <summary>The timeline of a clip by the events of the synthesiser that made it: the audio's own.</summary>
    /// <param name="sounds">In the order of time.</param>
    /// <param name="endSeconds">Where the clip ends.</param>
    /// <returns>As <see cref="From(string?, double)"/>.</returns>
    public static IReadOnlyList<MouthKey> From(IReadOnlyList<TimedSound> sounds, double endSeconds)
    {
        var mouth = new MouthTrack(KeysMax);
        for (int i = 0; i < sounds.Count; i++)
        {
            double end = i + 1 < sounds.Count ? sounds[i + 1].StartSeconds : endSeconds;
            mouth.Say(sounds[i].Ipa, sounds[i].StartSeconds, end - sounds[i].StartSeconds);
        }

        return mouth.Close();
    }

    /// <summary>The same timeline made to last as long as a clip whose sounds nobody told.</summary>
    /// <param name="keys">A timeline.</param>
    /// <param name="fromSeconds">Where the voice begins in the clip.</param>
    /// <param name="toSeconds">Where it ends, not before <paramref name="fromSeconds"/>.</param>
    public static IReadOnlyList<MouthKey> Fitted(IReadOnlyList<MouthKey> keys, double fromSeconds, double toSeconds)
    {
        double length = keys[^1].TimeSeconds;
        if (length <= 0)
        {
            return keys;
        }

        double stretch = Math.Max(0.001 * keys.Count, toSeconds - fromSeconds) / length;
        IEnumerable<MouthKey> fitted = keys.Select(key => key with { TimeSeconds = fromSeconds + (key.TimeSeconds * stretch) });
        return fromSeconds > 0 ? [new MouthKey(0, 0), .. fitted] : [.. fitted];
    }
}
