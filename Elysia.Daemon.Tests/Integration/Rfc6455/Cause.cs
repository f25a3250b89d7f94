namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>A reason why the runtime under the daemon deviates from the RFC. docs/RFC6455.md lists every one.</summary>
/// <param name="Name">Its name in docs/RFC6455.md.</param>
/// <param name="Why">The explanation, with the place in the runtime.</param>
internal sealed record Cause(string Name, string Why)
{
    public static Cause LastHeaderWins { get; } = new(
        "last header wins",
        "HttpListener keeps the last line of a repeated header (HttpListenerRequest.AddHeader sets); the first is never seen");

    public static Cause BoundName { get; } = new(
        "bound name",
        "HttpListener answers 404 to any Host except the one it was bound to; only the detached transport lifts this");

    public static Cause LengthRequired { get; } = new(
        "length required", "HttpListener itself answers a POST without a length, before the daemon sees it");

    public static Cause NameTrimmed { get; } = new(
        "name trimmed", "HttpListener trims header names, so a space before the colon is not noticed");

    public static Cause FragmentDropped { get; } = new(
        "fragment dropped", "HttpListener parses the target as a Uri and hands out its path, without the fragment");

    public static Cause ExtensionsUnread { get; } = new(
        "extensions unread", "the daemon supports no extension and so does not parse the offers; a malformed one does no harm");

    public static Cause MaskAwaited { get; } = new(
        "mask awaited", "ManagedWebSocket waits for the four bytes of the mask before it checks whether the mask bit is set");

    public static Cause LongLength { get; } = new(
        "long length", "ManagedWebSocket does not check that a length takes the fewest bytes; the message is understood");

    public static Cause GluedLost { get; } = new(
        "glued frames lost", "HttpListener has read the bytes that came with the request, and its WebSocket never sees them");

    public static Cause LateState { get; } = new(
        "late state",
        "when ManagedWebSocket closes by itself, a state frame or the daemon's close frame that waits for its lock follows; "
            + "only the stream of a detached socket can prevent that. A race: no row provokes it, every row on the plain "
            + "transport allows it");

    public static Cause ResetOverClose { get; } = new(
        "reset over close",
        "HttpListener closes the socket with unread bytes from the client, and Nagle's delay may still hold the close frame: "
            + "then a reset is sent instead. A race: no row provokes it, every row on the plain transport allows it");

    /// <summary>Every cause.</summary>
    public static IReadOnlyList<Cause> All { get; } =
    [
        LastHeaderWins, BoundName, LengthRequired, NameTrimmed, FragmentDropped, ExtensionsUnread, MaskAwaited, LongLength,
        GluedLost, LateState, ResetOverClose,
    ];
}
