namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Why the runtime under Elysia does something else than the RFC says. docs/RFC6455.md lists every one.</summary>
/// <param name="Name">Its name in the page.</param>
/// <param name="Why">The reason, with the place in the runtime.</param>
internal sealed record Cause(string Name, string Why)
{
    public static Cause LastHeaderWins { get; } = new(
        "last header wins",
        "HttpListener keeps the last line of a repeated header (HttpListenerRequest.AddHeader sets); the first is never seen");

    public static Cause BoundName { get; } = new(
        "bound name",
        "by itself HttpListener answers 404 to any Host but the one it was bound by; only the detaching shim unties");

    public static Cause LengthRequired { get; } = new(
        "length required", "HttpListener answers a POST without a length by itself, before Elysia sees it");

    public static Cause NameTrimmed { get; } = new(
        "name trimmed", "HttpListener trims header names, so a space before the colon goes unseen");

    public static Cause FragmentDropped { get; } = new(
        "fragment dropped", "HttpListener parses the target as a Uri and hands out its path, without the fragment");

    public static Cause ExtensionsUnread { get; } = new(
        "extensions unread", "Elysia knows no extension and so reads none of the offers; a malformed one harms nobody");

    public static Cause MaskAwaited { get; } = new(
        "mask awaited", "ManagedWebSocket waits for the four bytes of the mask before it looks whether the mask bit is set");

    public static Cause LongLength { get; } = new(
        "long length", "ManagedWebSocket does not check that a length takes the fewest bytes; the message is understood");

    public static Cause GluedLost { get; } = new(
        "glued frames lost", "HttpListener has read what came with the request and its WebSocket never sees it");

    public static Cause LateState { get; } = new(
        "late state",
        "when ManagedWebSocket closes of itself, a picture, or Elysia's own close frame, that waits for its lock follows; "
            + "only the stream of a detached socket can stop it. A race: no row shows it, every row on the plain transport "
            + "allows for it");

    public static Cause ResetOverClose { get; } = new(
        "reset over close",
        "HttpListener's socket is closed with bytes of the client's unread, and Nagle's delay may still hold the close frame: "
            + "then a reset comes instead. A race: no row shows it, every row on the plain transport allows for it");

    /// <summary>Every cause.</summary>
    public static IReadOnlyList<Cause> All { get; } =
    [
        LastHeaderWins, BoundName, LengthRequired, NameTrimmed, FragmentDropped, ExtensionsUnread, MaskAwaited, LongLength,
        GluedLost, LateState, ResetOverClose,
    ];
}
