namespace Elysia.Configuration;

/// <summary>Hard caps that no option moves, and their relations, checked by the compiler.</summary>
internal static class Limits
{
    /// <summary>Longest message of a client in characters (code points), as the reference counts. More closes with
    /// 1009.</summary>
    /// <remarks>Unit: characters. 10,000. Source: system.md section 6.</remarks>
    public const int MessageMaxChars = 10_000;

    /// <summary>Longest message of a client in bytes: every character may take four in UTF-8 (RFC 3629).</summary>
    public const int MessageMaxBytes = MessageMaxChars * 4;

    /// <summary>Refusals for too many messages after which a client is read no faster than <see cref="FloodPause"/>
    /// allows.</summary>
    /// <remarks>Unit: messages in a row. 20: two seconds' worth; who bursts by mistake never notices.</remarks>
    public const int FloodAfter = 20;

    /// <summary>Longest wait for the peer's answer to a close frame.</summary>
    /// <remarks>2 s: a round trip to the far side of the earth is 0.3 s; less than <see cref="DrainDeadlineSeconds"/>.</remarks>
    public const int CloseDeadlineSeconds = 2;

    /// <summary>Longest time for goodbyes when the daemon stops; then connections are cut.</summary>
    public const int DrainDeadlineSeconds = 3;

    /// <summary>Longest time from SIGTERM to exit.</summary>
    public const int StopDeadlineSeconds = 5;

    /// <summary>Longest time without a tick until the daemon calls itself not ready.</summary>
    /// <remarks>3 s: three ticks at the lowest rate there can be, 1 Hz; well below the watchdog's limit.</remarks>
    public const int TickStallSeconds = 3;

    // Relations: negative would not fit a byte and so not compile.
    private const byte DrainOutlastsClose = DrainDeadlineSeconds - CloseDeadlineSeconds;
    private const byte StopOutlastsDrain = StopDeadlineSeconds - DrainDeadlineSeconds;

    /// <summary>Pause before each further message of a client that floods.</summary>
    /// <remarks>20 ms: 50 refusals a second are answer enough, and TCP slows the flooder down for us.</remarks>
    public static TimeSpan FloodPause { get; } = TimeSpan.FromMilliseconds(20);
}
