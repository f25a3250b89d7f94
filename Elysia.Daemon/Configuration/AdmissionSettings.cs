using System.Net;
using Elysia.Configuration.Options;

namespace Elysia.Configuration;

/// <summary>The options that decide who is let in and how much one client may ask for. What each means stands once, in
/// <see cref="ExposureOptions"/> and <see cref="LimitOptions"/>.</summary>
/// <remarks>Immutable. All limits are on by default.</remarks>
internal sealed record AdmissionSettings
{
    /// <summary>ELYSIA_EXPOSE: whether an address that strangers can reach may be listened on.</summary>
    public bool Expose { get; init; }

    /// <summary>ELYSIA_ORIGINS: the pages that may open a WebSocket, as they were written.</summary>
    public string Origins { get; init; } = "self";

    /// <summary>ELYSIA_TRUSTED_PROXIES: whose forwarding headers are believed; null for nobody's.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary>ELYSIA_FRAME_ANCESTORS: who may show the page in a frame, as they were written.</summary>
    public string FrameAncestors { get; init; } = "self";

    /// <summary>ELYSIA_MAX_REQUESTS: most connections that are no viewers (yet).</summary>
    public int MaxRequests { get; init; } = 1000;

    /// <summary>ELYSIA_REQUEST_TIMEOUT: how long a client may take for its request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ELYSIA_MAX_PER_ADDRESS: most connections of one address at a time.</summary>
    public int MaxPerAddress { get; init; } = 256;

    /// <summary>ELYSIA_CONNECT_RATE: new connections a second from all strangers together.</summary>
    public int ConnectRate { get; init; } = 500;

    /// <summary>ELYSIA_CONNECT_RATE_PER_ADDRESS: new connections a second from one address.</summary>
    public int ConnectRatePerAddress { get; init; } = 50;

    /// <summary>ELYSIA_MESSAGE_RATE: messages of one client in any second.</summary>
    public int MessageRate { get; init; } = 10;

    /// <summary>ELYSIA_MESSAGES_PER_MINUTE: messages of one client in any minute.</summary>
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>ELYSIA_PUSH_RATE: mood pushes of one client in any second.</summary>
    public int PushRate { get; init; } = 120;

    /// <summary>ELYSIA_BYTE_RATE: bytes of messages of one client a second.</summary>
    public int ByteRate { get; init; } = 256 * 1024;

    /// <summary>ELYSIA_MAX_FRAGMENTS: most pieces in which one message may come.</summary>
    public int MaxFragments { get; init; } = 1024;

    /// <summary>ELYSIA_FRAME_RATE: frames of one client a second, whatever they are.</summary>
    public int FrameRate { get; init; } = 400;

    /// <summary>ELYSIA_RAW_BYTE_RATE: bytes of one client a second, whatever they are.</summary>
    public int RawByteRate { get; init; } = 1024 * 1024;

    /// <summary>ELYSIA_MESSAGE_TIMEOUT: how long a message may take to arrive.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ELYSIA_MAX_CHATS: most chat texts of one client that wait for an answer.</summary>
    public int MaxChats { get; init; } = 16;

    /// <summary>The entries of <see cref="TrustedProxies"/>.</summary>
    public IReadOnlyList<IPNetwork> TrustedNetworks =>
        ExposureOptions.Networks(TrustedProxies ?? "") ?? throw new FormatException($"No networks: {TrustedProxies}");

    /// <summary>The entries of a list as an option has it: separated by commas.</summary>
    public static string[] Entries(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
