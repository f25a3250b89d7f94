namespace Elysia.Protocol;

/// <summary>The first frame of a viewer, and what it has after it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="BaseTick">The tick after which its next state may be.</param>
/// <param name="HasPicture">Whether deltas may follow; if not, a whole state does.</param>
public readonly record struct Greeting(Frame Frame, long BaseTick, bool HasPicture);
