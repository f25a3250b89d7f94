using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>How her mouth moves while she says a text: three channels (open, wide, round) by the sounds of the words. Pure; any
/// thread.</summary>
/// <remarks>Bounded by <see cref="KeysMax"/>; never throws. Sounds come from a synthesiser where there is one, else from rules:
/// <see cref="Phonemes.KoreanPronunciation"/>, <see cref="Phonemes.EnglishSounds"/>.</remarks>
public static class PhonemeToViseme
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
    public static IReadOnlyList<MouthKey> From(string? text, double rate) => From(SoundTrack.Of(text, rate));

    /// <summary>The timeline of sounds.</summary>
    /// <param name="track">The sounds: by rules, or the events of the synthesiser that made a clip.</param>
    /// <returns>As <see cref="From(string?, double)"/>.</returns>
    public static IReadOnlyList<MouthKey> From(SoundTrack track)
    {
        var mouth = new MouthTrack(KeysMax);
        for (int i = 0; i < track.Sounds.Count; i++)
        {
            mouth.Say(track.Sounds[i].Ipa, track.Sounds[i].StartSeconds, track.Seconds(i));
        }

        return mouth.Close();
    }
}
