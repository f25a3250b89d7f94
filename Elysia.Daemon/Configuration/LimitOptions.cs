using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: how much a client may ask for. docs/OPERATIONS.md tells what happens at each limit.</summary>
internal static class LimitOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Limit("ELYSIA_MAX_REQUESTS", 16, 10_000, "Most connections that are no viewers: half-open ones and requests being "
            + "answered. At the limit the one that has been silent longest gives way.",
            a => a.MaxRequests, (a, v) => a with { MaxRequests = v }),
        Limit("ELYSIA_REQUEST_TIMEOUT", 1, 300, "Seconds a client may take for its request, from the connection on.",
            a => (int)a.RequestTimeout.TotalSeconds, (a, v) => a with { RequestTimeout = TimeSpan.FromSeconds(v) }),
        Limit("ELYSIA_MAX_PER_ADDRESS", 1, 100_000, "Most connections of one address at a time (of one /64 network for IPv6); "
            + "one more is answered with 429. Loopback is not counted: it is the proxy, or you.",
            a => a.MaxPerAddress, (a, v) => a with { MaxPerAddress = v }),
        Limit("ELYSIA_CONNECT_RATE", 1, 100_000, "New connections a second from all strangers together; bursts of ten times "
            + "as many are taken, then 503.",
            a => a.ConnectRate, (a, v) => a with { ConnectRate = v }),
        Limit("ELYSIA_CONNECT_RATE_PER_ADDRESS", 1, 10_000, "New connections a second from one address; bursts of ten times "
            + "as many are taken, then 429. Opening the page takes some 25.",
            a => a.ConnectRatePerAddress, (a, v) => a with { ConnectRatePerAddress = v }),
        Limit("ELYSIA_MESSAGE_RATE", 1, 1000, "Messages of one client in any second, mood pushes apart; more are refused.",
            a => a.MessageRate, (a, v) => a with { MessageRate = v }),
        Limit("ELYSIA_MESSAGES_PER_MINUTE", 1, 10_000, "Messages of one client in any minute, mood pushes apart.",
            a => a.MessagesPerMinute, (a, v) => a with { MessagesPerMinute = v }),
        Limit("ELYSIA_PUSH_RATE", 1, 1000, "Mood pushes of one client in any second: an engine may drive at display rate.",
            a => a.PushRate, (a, v) => a with { PushRate = v }),
        Limit("ELYSIA_BYTE_RATE", 1024, 100_000_000, "Bytes of messages of one client a second; bursts of ten times as many are "
            + "taken, then messages are refused.",
            a => a.ByteRate, (a, v) => a with { ByteRate = v }),
        Limit("ELYSIA_MAX_FRAGMENTS", 1, 1_000_000, "Most pieces in which one message may come; more closes with 1008.",
            a => a.MaxFragments, (a, v) => a with { MaxFragments = v }),
        Limit("ELYSIA_FRAME_RATE", 10, 1_000_000, "Frames of one client a second, pings, pongs and pieces of messages as well; "
            + "bursts of four times as many are taken, more closes with 1008.",
            a => a.FrameRate, (a, v) => a with { FrameRate = v }),
        Limit("ELYSIA_RAW_BYTE_RATE", 4096, 500_000_000, "Bytes of one client a second that are read, refused messages and all; "
            + "bursts of four times as many are taken, more closes with 1008. At least three times ELYSIA_BYTE_RATE.",
            a => a.RawByteRate, (a, v) => a with { RawByteRate = v }),
        Limit("ELYSIA_MESSAGE_TIMEOUT", 1, 300, "Seconds a message may take from its first byte to its last; longer closes "
            + "with 1008.",
            a => (int)a.MessageTimeout.TotalSeconds, (a, v) => a with { MessageTimeout = TimeSpan.FromSeconds(v) }),
        Limit("ELYSIA_MAX_CHATS", 1, 64, "Most chat texts of one client that wait for an answer; one more is refused. "
            + "More than a second's share of messages.",
            a => a.MaxChats, (a, v) => a with { MaxChats = v }),
    ];

    /// <summary>Limits of which one makes another useless, in words; empty when all fit.</summary>
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
        string name, int min, int max, string help, Func<AdmissionSettings, int> get,
        Func<AdmissionSettings, int, AdmissionSettings> set) => Number(
            name, null, min, max, help, o => get(o.Admission), (o, v) => o with { Admission = set(o.Admission, v) });
}
