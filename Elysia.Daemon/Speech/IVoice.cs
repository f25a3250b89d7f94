using Elysia.State;

namespace Elysia.Speech;

/// <summary>What turns a sentence into a mouth that moves and, where there is a voice, into sound.</summary>
public interface IVoice
{
    /// <summary>Says one sentence, or a short answer of a few.</summary>
    /// <param name="sentence">What is said; any string.</param>
    /// <param name="voice">How it should sound.</param>
    /// <param name="stopping">Cancelled when nobody wants it any more.</param>
    /// <returns>Always a mouth. A voice that fails says so to its counters and gives the mouth alone.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping);
}
