namespace Elysia.Configuration;

/// <summary>Fixed limits that no option changes, and relations between them, which the compiler checks.</summary>
internal static class Limits
{
    /// <summary>The maximum length of a client's message in characters (code points), as the reference counts. A longer
    /// message closes the connection with 1009.</summary>
    /// <remarks>Unit: characters. 10,000. Source: system.md section 6.</remarks>
    public const int MessageMaxChars = 10_000;

    /// <summary>The maximum length of a client's message in bytes: every character may take four in UTF-8
    /// (RFC 3629).</summary>
    public const int MessageMaxBytes = MessageMaxChars * 4;

    /// <summary>The number of consecutive refusals for too many messages after which a client is read no faster than
    /// <see cref="FloodPause"/> allows.</summary>
    /// <remarks>Unit: messages. 20: two seconds' worth; a client that bursts by mistake does not notice.</remarks>
    public const int FloodAfter = 20;

    /// <summary>The maximum time to wait for the peer's answer to a close frame.</summary>
    /// <remarks>2 s: a round trip to the far side of the earth takes 0.3 s; less than
    /// <see cref="DrainDeadlineSeconds"/>.</remarks>
    public const int CloseDeadlineSeconds = 2;

    /// <summary>The maximum time for closing handshakes when the daemon stops; after that connections are
    /// cut.</summary>
    public const int DrainDeadlineSeconds = 3;

    /// <summary>The maximum time from SIGTERM to exit.</summary>
    public const int StopDeadlineSeconds = 5;

    /// <summary>The maximum time without a tick before the daemon reports itself as not ready.</summary>
    /// <remarks>3 s: three ticks at the lowest possible rate, 1 Hz; well below the watchdog's limit.</remarks>
    public const int TickStallSeconds = 3;

    // Relations between limits: a negative value does not fit a byte and therefore does not compile.
    private const byte DrainOutlastsClose = DrainDeadlineSeconds - CloseDeadlineSeconds;
    private const byte StopOutlastsDrain = StopDeadlineSeconds - DrainDeadlineSeconds;

    /// <summary>The pause before each further message of a client that floods.</summary>
    /// <remarks>20 ms: 50 refusals a second are enough of an answer, and TCP flow control slows the client
    /// down.</remarks>
    public static TimeSpan FloodPause { get; } = TimeSpan.FromMilliseconds(20);
}
