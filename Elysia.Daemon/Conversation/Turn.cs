namespace Elysia.Conversation;

/// <summary>One exchange of a conversation.</summary>
/// <param name="Said">What the client said.</param>
/// <param name="Answered">What she answered.</param>
public sealed record Turn(string Said, string Answered);
