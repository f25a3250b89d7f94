using System.Net;
using Elysia.Configuration.Options;

namespace Elysia.Configuration;

/// <summary>The settings of admission and of the limits of one client. Their meaning is defined in
/// <see cref="ExposureOptions"/> and <see cref="LimitOptions"/>.</summary>
/// <remarks>Immutable. All limits are on by default.</remarks>
internal sealed record AdmissionSettings
{
    /// <summary>ELYSIA_EXPOSE: whether the daemon may listen on an address that other machines can reach.</summary>
    public bool Expose { get; init; }

    /// <summary>ELYSIA_ORIGINS: the pages that may open a WebSocket, as written by the operator.</summary>
    public string Origins { get; init; } = "self";

    /// <summary>ELYSIA_TRUSTED_PROXIES: the proxies whose forwarding headers are trusted; null for none.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary>ELYSIA_FRAME_ANCESTORS: the sites that may embed the page in a frame, as written by the
    /// operator.</summary>
    public string FrameAncestors { get; init; } = "self";

    /// <summary>ELYSIA_MAX_REQUESTS: the maximum number of connections that are not viewers (yet).</summary>
    public int MaxRequests { get; init; } = 1000;

    /// <summary>ELYSIA_REQUEST_TIMEOUT: the time a client has to send its request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ELYSIA_MAX_PER_ADDRESS: the maximum number of connections of one address at a time.</summary>
    public int MaxPerAddress { get; init; } = 256;

    /// <summary>ELYSIA_CONNECT_RATE: the maximum rate of new connections from all strangers together. Unit: per
    /// second.</summary>
    public int ConnectRate { get; init; } = 500;

    /// <summary>ELYSIA_CONNECT_RATE_PER_ADDRESS: the maximum rate of new connections from one address. Unit: per
    /// second.</summary>
    public int ConnectRatePerAddress { get; init; } = 50;

    /// <summary>ELYSIA_MESSAGE_RATE: the maximum number of messages of one client in any second.</summary>
    public int MessageRate { get; init; } = 10;

    /// <summary>ELYSIA_MESSAGES_PER_MINUTE: the maximum number of messages of one client in any minute.</summary>
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>ELYSIA_PUSH_RATE: the maximum number of mood messages of one client in any second.</summary>
    public int PushRate { get; init; } = 120;

    /// <summary>ELYSIA_BYTE_RATE: the maximum rate of message bytes of one client. Unit: bytes per second.</summary>
    public int ByteRate { get; init; } = 256 * 1024;

    /// <summary>ELYSIA_MAX_FRAGMENTS: the maximum number of frames in which one message may arrive.</summary>
    public int MaxFragments { get; init; } = 1024;

    /// <summary>ELYSIA_FRAME_RATE: the maximum rate of frames of any kind from one client. Unit: frames per
    /// second.</summary>
    public int FrameRate { get; init; } = 400;

    /// <summary>ELYSIA_RAW_BYTE_RATE: the maximum rate of bytes of any kind from one client. Unit: bytes per
    /// second.</summary>
    public int RawByteRate { get; init; } = 1024 * 1024;

    /// <summary>ELYSIA_MESSAGE_TIMEOUT: the time in which a message must arrive in full.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ELYSIA_MAX_CHATS: the maximum number of chat texts of one client that wait for an answer.</summary>
    public int MaxChats { get; init; } = 16;

    /// <summary>The entries of <see cref="TrustedProxies"/>.</summary>
    public IReadOnlyList<IPNetwork> TrustedNetworks =>
        ExposureOptions.Networks(TrustedProxies ?? "") ?? throw new FormatException($"No networks: {TrustedProxies}");

    /// <summary>Splits the list of an option, which is separated by commas.</summary>
    public static string[] Entries(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
