namespace Elysia.Channels;

/// <summary>A client wants no more of the answer it is getting.</summary>
/// <param name="From">Who.</param>
/// <param name="Left">It left: nobody is told, and what was delivered counts as heard.</param>
public readonly record struct InterruptRequest(ClientId From, bool Left);
