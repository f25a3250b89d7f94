namespace Elysia.State;

/// <summary>Something she says: words, the spirits and voice they are said with, how the mouth moves and how it
/// sounds.</summary>
/// <param name="Content">The words.</param>
/// <param name="Spirits">Her spirits as she says them.</param>
/// <param name="Voice">How it should sound.</param>
/// <param name="Visemes">The mouth in time; ends closed. On the clock of the clip where there is one.</param>
/// <param name="Clip">The sound, where she has a voice of her own.</param>
internal sealed record SpeechMessage(
    string Content, Spirits Spirits, VoiceProperties Voice, VisemeTimeline Visemes, SpeechClip? Clip = null)
{
    /// <summary>Which answer it is a sentence of; 0 where that does not matter.</summary>
    public long Turn { get; init; }

    /// <summary>Whether more sentences of the answer may come; their end is told.</summary>
    public bool IsMoreToCome { get; init; }
}

/// <summary>Where the sound of a sentence can be fetched for a while.</summary>
/// <param name="Path">The path on this server, as "/speech/5f….wav".</param>
/// <param name="Duration">How long it plays.</param>
internal sealed record SpeechClip(string Path, TimeSpan Duration);
