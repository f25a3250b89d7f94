namespace Elysia.State;

/// <summary>Something she says: words, the spirits and voice they are said with, and how the mouth moves.</summary>
/// <param name="Content">The words.</param>
/// <param name="Spirits">Her spirits as she says them.</param>
/// <param name="Voice">How it should sound.</param>
/// <param name="LipSync">The mouth in time; ends closed.</param>
public sealed record Speech(string Content, Spirits Spirits, VoiceProperties Voice, IReadOnlyList<MouthKey> LipSync)
{
    /// <summary>Which answer it is a sentence of; 0 where that does not matter.</summary>
    public long Turn { get; init; }
}
