using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>No sound, and a mouth by rules: what always works. Keeps no state; any thread.</summary>
internal sealed class SilentVoice : IVoice
{
    /// <inheritdoc/>
    public ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new SpokenSentence(GraphemeToPhoneme.Track(sentence, voice.Rate), null));
    }
}
