using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>A voice without sound; mouth movement follows rules, so it always works. Stateless; any thread.</summary>
internal sealed class SilentVoice : IVoice
{
    /// <inheritdoc/>
    public ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new SpokenSentence(GraphemeToPhoneme.Track(sentence, voice.Rate), null));
    }
}
