using Elysia.State;

namespace Elysia.Conversation;

/// <summary>A feeling that an answer names by a tag.</summary>
/// <param name="Feeling">Which.</param>
/// <param name="Intensity">0..1.</param>
public readonly record struct NamedFeeling(Feeling Feeling, double Intensity);
