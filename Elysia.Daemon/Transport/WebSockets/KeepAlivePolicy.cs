namespace Elysia.Transport.WebSockets;

/// <summary>How long a viewer may give no sign that it reads.</summary>
/// <param name="Time">The daemon's clock.</param>
/// <param name="AskAfter">Time since the last sign after which it is asked for one.</param>
/// <param name="Limit">Time since the last sign after which it counts as one that does not read; longer than
/// <paramref name="AskAfter"/>, so that it has time to answer.</param>
public sealed record KeepAlivePolicy(TimeProvider Time, TimeSpan AskAfter, TimeSpan Limit);
