using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: limits of connections and messages. docs/OPERATIONS.md describes the effect of each.</summary>
internal static class LimitOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Limit("ELYSIA_MAX_REQUESTS", 16, 10_000, "connections",
            "Maximum number of connections that are not viewers: half-open ones and requests being answered. At the "
            + "limit, the oldest half-open one is closed.",
            a => a.MaxRequests, (a, v) => a with { MaxRequests = v }),
        Limit("ELYSIA_REQUEST_TIMEOUT", 1, 300, "seconds",
            "Time a client has to send its request, counted from the moment it connects.",
            a => (int)a.RequestTimeout.TotalSeconds, (a, v) => a with { RequestTimeout = TimeSpan.FromSeconds(v) }),
        Limit("ELYSIA_MAX_PER_ADDRESS", 1, 100_000, "connections",
            "Maximum number of connections per address (per /64 network for IPv6); one more is refused with status 429. "
            + "Connections from this machine are not counted.",
            a => a.MaxPerAddress, (a, v) => a with { MaxPerAddress = v }),
        Limit("ELYSIA_CONNECT_RATE", 1, 100_000, "connections per second",
            "Maximum rate of new connections from all other machines together. Bursts of ten times as many are accepted, "
            + "then status 503.",
            a => a.ConnectRate, (a, v) => a with { ConnectRate = v }),
        Limit("ELYSIA_CONNECT_RATE_PER_ADDRESS", 1, 10_000, "connections per second",
            "Maximum rate of new connections from one address. Bursts of ten times as many are accepted, then status 429. "
            + "Opening the page takes about 25.",
            a => a.ConnectRatePerAddress, (a, v) => a with { ConnectRatePerAddress = v }),
        Limit("ELYSIA_MESSAGE_RATE", 1, 1000, "messages per second",
            "Maximum number of messages from one client in any second, not counting mood messages; more are refused.",
            a => a.MessageRate, (a, v) => a with { MessageRate = v }),
        Limit("ELYSIA_MESSAGES_PER_MINUTE", 1, 10_000, "messages per minute",
            "Maximum number of messages from one client in any minute, not counting mood messages; more are refused.",
            a => a.MessagesPerMinute, (a, v) => a with { MessagesPerMinute = v }),
        Limit("ELYSIA_PUSH_RATE", 1, 1000, "messages per second",
            "Maximum number of mood messages from one client in any second. The default lets an engine send one per frame "
            + "of a 120 Hz display.",
            a => a.PushRate, (a, v) => a with { PushRate = v }),
        Limit("ELYSIA_BYTE_RATE", 1024, 100_000_000, "bytes per second",
            "Maximum rate of message bytes from one client. Bursts of ten times as many are accepted, then messages are "
            + "refused.",
            a => a.ByteRate, (a, v) => a with { ByteRate = v }),
        Limit("ELYSIA_MAX_FRAGMENTS", 1, 1_000_000, "frames",
            "Maximum number of frames in which one message may arrive; more close the connection with code 1008.",
            a => a.MaxFragments, (a, v) => a with { MaxFragments = v }),
        Limit("ELYSIA_FRAME_RATE", 10, 1_000_000, "frames per second",
            "Maximum rate of WebSocket frames from one client, including pings, pongs and fragments. Bursts of four times as "
            + "many are accepted; more close the connection with code 1008.",
            a => a.FrameRate, (a, v) => a with { FrameRate = v }),
        Limit("ELYSIA_RAW_BYTE_RATE", 4096, 500_000_000, "bytes per second",
            "Maximum rate of bytes read from one client, including those of refused messages. Bursts of four times as many "
            + "are accepted; more close the connection with code 1008. At least three times ELYSIA_BYTE_RATE.",
            a => a.RawByteRate, (a, v) => a with { RawByteRate = v }),
        Limit("ELYSIA_MESSAGE_TIMEOUT", 1, 300, "seconds",
            "Time a message may take from its first byte to its last; after that the connection is closed with code 1008.",
            a => (int)a.MessageTimeout.TotalSeconds, (a, v) => a with { MessageTimeout = TimeSpan.FromSeconds(v) }),
        Limit("ELYSIA_MAX_CHATS", 1, 64, "texts",
            "Maximum number of chat texts from one client that wait for an answer; one more is refused.",
            a => a.MaxChats, (a, v) => a with { MaxChats = v }),
    ];

    /// <summary>Returns an error for each pair of limits that contradict each other; empty if none do.</summary>
    public static IEnumerable<string> Check(AdmissionSettings settings)
    {
        if (settings.FrameRate < settings.MessageRate + settings.PushRate)
        {
            yield return $"ELYSIA_FRAME_RATE is {settings.FrameRate}; allowed: at least ELYSIA_MESSAGE_RATE and "
                + $"ELYSIA_PUSH_RATE together, {settings.MessageRate + settings.PushRate}, because every message is a frame.";
        }

        if (settings.RawByteRate / 3 < settings.ByteRate)
        {
            yield return $"ELYSIA_RAW_BYTE_RATE is {settings.RawByteRate} and ELYSIA_BYTE_RATE is {settings.ByteRate}; allowed: "
                + "at least three times as many, so that a burst of messages is refused and not closed.";
        }
    }

    private static OptionDescriptor Limit(
        string name, int min, int max, string unit, string help, Func<AdmissionSettings, int> get,
        Func<AdmissionSettings, int, AdmissionSettings> set) => Number(
            name, null, min, max, unit, help, o => get(o.Admission), (o, v) => o with { Admission = set(o.Admission, v) });
}
