using Elysia.Languages;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Says sentences by espeak-ng: the mouth by its phoneme events, on the clock of the sound.</summary>
/// <remarks>Any thread. Without a store for clips it makes no sound and takes from espeak-ng only what it knows of English;
/// Korean follows our own rules then.</remarks>
/// <param name="variant">Which of espeak-ng's variants, as "f3".</param>
/// <param name="clips">Where clips are kept; null to make none.</param>
/// <param name="counters">What came of it.</param>
internal sealed class EspeakVoice(string variant, ClipStore? clips, VoiceCounters counters) : IVoice, IDisposable
{
    private readonly SilentVoice _silent = new();
    private readonly EspeakThread _thread = new();

    /// <summary>Whether espeak-ng is on this machine, with its data.</summary>
    public static bool IsThere() => EspeakSynthesizer.IsThere();

    /// <inheritdoc/>
    public async ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        Language language = Hangul.IsIn(sentence) ? Language.Korean : Language.English;
        if (clips is null && language == Language.Korean)
        {
            return await _silent.SayAsync(sentence, voice, stopping).ConfigureAwait(false);
        }

        // espeak-ng says 국물 as it is spelled; given 궁물, it says it right.
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
