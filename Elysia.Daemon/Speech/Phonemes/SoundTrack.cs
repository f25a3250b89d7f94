using Elysia.Speech.LipSync;

namespace Elysia.Speech.Phonemes;

/// <summary>The sounds of a sentence in time: what her mouth follows. Immutable; any thread.</summary>
/// <param name="Sounds">In the order of time.</param>
/// <param name="EndSeconds">Where the last one ends.</param>
public sealed record SoundTrack(IReadOnlyList<TimedSound> Sounds, double EndSeconds)
{
    /// <summary>The sounds of a text by rules.</summary>
    /// <param name="text">What is said; any string.</param>
    /// <param name="rate">Speaking rate as a factor, <see cref="VoiceModel.FactorMin"/> to
    /// <see cref="VoiceModel.FactorMax"/>; clamped to that, NaN counts as 1.</param>
    /// <returns>At most <see cref="PhonemeToViseme.KeysMax"/> sounds.</returns>
    public static SoundTrack Of(string? text, double rate)
    {
        double pace = double.IsNaN(rate) ? 1 : Math.Clamp(rate, VoiceModel.FactorMin, VoiceModel.FactorMax);
        var sounds = new List<TimedSound>();
        double now = 0;
        foreach (Sound sound in SpokenSounds.Of(text ?? string.Empty, PhonemeToViseme.KeysMax))
        {
            sounds.Add(new TimedSound(sound.Ipa, now));
            now += sound.Seconds / pace;
        }

        return new SoundTrack(sounds, now).WithoutSilenceAtTheEnd();
    }

    /// <summary>The same sounds, ending where the voice does.</summary>
    public SoundTrack WithoutSilenceAtTheEnd()
    {
        int count = Sounds.Count;
        double end = EndSeconds;
        for (; count > 0 && Sounds[count - 1].IsSilence; count--)
        {
            end = Sounds[count - 1].StartSeconds;
        }

        return count == Sounds.Count ? this : new SoundTrack([.. Sounds.Take(count)], end);
    }

    /// <summary>The same sounds, stretched evenly.</summary>
    /// <param name="fromSeconds">Where the first begins.</param>
    /// <param name="toSeconds">Where the last ends; not before <paramref name="fromSeconds"/>, else all is at that
    /// moment.</param>
    public SoundTrack Between(double fromSeconds, double toSeconds)
    {
        double stretch = EndSeconds > 0 ? Math.Max(0, toSeconds - fromSeconds) / EndSeconds : 0;
        return new SoundTrack(
            [.. Sounds.Select(sound => sound with { StartSeconds = fromSeconds + (sound.StartSeconds * stretch) })],
            fromSeconds + (EndSeconds * stretch));
    }

    /// <summary>How long a sound lasts. Unit: s.</summary>
    public double Seconds(int index) =>
        (index + 1 < Sounds.Count ? Sounds[index + 1].StartSeconds : EndSeconds) - Sounds[index].StartSeconds;
}
