namespace Elysia.Fanout;

/// <summary>How long a viewer may keep the server waiting.</summary>
/// <param name="Send">Longest time one send may be stuck; then the viewer is closed as
/// <see cref="Protocol.CloseReason.SlowConsumer"/>.</param>
/// <param name="Close">Longest wait for the viewer's answer to a close frame; then the connection is cut.</param>
public sealed record SessionDeadlines(TimeSpan Send, TimeSpan Close);
