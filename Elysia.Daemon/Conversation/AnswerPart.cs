namespace Elysia.Conversation;

/// <summary>A piece of an answer that can be said: a sentence, and the feelings it is said with.</summary>
/// <param name="Text">What is said, without tags; never empty.</param>
/// <param name="Feelings">Feelings the answer named since the part before, in their order.</param>
public sealed record AnswerPart(string Text, IReadOnlyList<NamedFeeling> Feelings);
