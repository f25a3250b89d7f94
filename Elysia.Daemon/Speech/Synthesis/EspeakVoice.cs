using Elysia.Languages;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Synthesises sentences with espeak-ng; its phoneme events give the mouth movement on the clock of the
/// sound.</summary>
/// <remarks>Any thread. Without a clip store it makes no sound and uses espeak-ng only for its knowledge of English;
/// Korean then follows the daemon's own rules.</remarks>
/// <param name="variant">The espeak-ng voice variant, e.g. "f3".</param>
/// <param name="clips">The store for clips; null to make no sound.</param>
/// <param name="counters">Counts the outcomes.</param>
internal sealed class EspeakVoice(string variant, ClipStore? clips, VoiceCounters counters) : IVoice, IDisposable
{
    private readonly SilentVoice _silent = new();
    private readonly EspeakThread _thread = new();

    /// <summary>Whether espeak-ng and its data are installed.</summary>
    public static bool IsThere() => EspeakSynthesizer.IsThere();

    /// <inheritdoc/>
    public async ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        Language language = Hangul.IsIn(sentence) ? Language.Korean : Language.English;
        if (clips is null && language == Language.Korean)
        {
            return await _silent.SayAsync(sentence, voice, stopping).ConfigureAwait(false);
        }

        // espeak-ng pronounces 국물 as it is spelled; given 궁물, it pronounces it correctly.
        string text = language == Language.Korean ? KoreanPronunciation.Pronounce(TextNormalizer.Normalize(sentence)) : sentence;
        EspeakStyle style = EspeakStyle.From(voice, language, variant);
        EspeakRecording? recording = await _thread
            .SayAsync(text, style, clips is not null, stopping, out bool isBusy).ConfigureAwait(false);
        if (recording is null || recording.Phonemes.Count == 0)
        {
            counters.Count(isBusy ? VoiceOutcome.Busy : recording is null ? VoiceOutcome.Refused : VoiceOutcome.Said);
            return await _silent.SayAsync(sentence, voice, stopping).ConfigureAwait(false);
        }

        counters.Count(VoiceOutcome.Said);
        SpeechClip? clip = recording.Wav is { } wav ? clips?.Keep(wav, recording.Duration) : null;
        return new SpokenSentence(new PhonemeTrack(recording.Phonemes, recording.Duration.TotalSeconds), clip);
    }

    /// <inheritdoc/>
    public void Dispose() => _thread.Dispose();
}
