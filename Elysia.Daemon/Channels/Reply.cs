using Elysia.State;

namespace Elysia.Channels;

/// <summary>Her answer on its way to the one who asked.</summary>
/// <param name="To">The asker.</param>
/// <param name="Speech">What she says.</param>
public sealed record Reply(ClientId To, Speech Speech);
