namespace Elysia.State;

/// <summary>A sentence that she says: the words, her spirits, the voice, the movement of the mouth and the
/// sound.</summary>
/// <param name="Content">The words.</param>
/// <param name="Spirits">Her spirits while she says it.</param>
/// <param name="Voice">The properties of the voice.</param>
/// <param name="Visemes">The mouth over time, closed at the end. On the clock of the clip if there is one.</param>
/// <param name="Clip">The sound, if the daemon synthesizes her voice; otherwise null.</param>
internal sealed record SpeechMessage(
    string Content, Spirits Spirits, VoiceProperties Voice, VisemeTimeline Visemes, SpeechClip? Clip = null)
{
    /// <summary>The number of the answer that it belongs to; 0 where that does not matter.</summary>
    public long Turn { get; init; }

    /// <summary>Whether more sentences of the answer may come; the end of the answer is then announced.</summary>
    public bool IsMoreToCome { get; init; }
}

/// <summary>The location of the sound of a sentence, which can be fetched for a limited time.</summary>
/// <param name="Path">The path on this server, e.g. "/speech/5f….wav".</param>
/// <param name="Duration">The playing time.</param>
internal sealed record SpeechClip(string Path, TimeSpan Duration);
