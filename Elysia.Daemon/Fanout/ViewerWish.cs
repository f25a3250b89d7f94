using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>What a viewer asked for with its connection.</summary>
/// <param name="Dialect">The protocol it speaks.</param>
/// <param name="Fps">Most state messages a second; null for every one.</param>
/// <param name="Resume">The picture it says it has; null for none.</param>
public sealed record ViewerWish(IStateDialect Dialect, int? Fps = null, ResumePoint? Resume = null);
