namespace Elysia.Configuration;

/// <summary>Keeps the number of connections within the file descriptors of the process. Each connection needs
/// one.</summary>
/// <remarks>One viewer too many then receives status 503, and one request too many replaces the most silent one. If
/// descriptors ran out, no client could be answered at all.</remarks>
internal static class DescriptorBudget
{
    /// <summary>The number of descriptors reserved for the runtime and for requests that are not viewers
    /// (yet).</summary>
    /// <remarks>Unit: descriptors. 200, or a quarter of the limit if that is more.</remarks>
    public const int ReserveMin = 200;

    /// <summary>The number of descriptors reserved for the runtime, the log and clients that are being
    /// refused.</summary>
    /// <remarks>Unit: descriptors. 140: about 60 are open in a running daemon (counted in /proc/PID/fd); 16 are held
    /// back for each port.</remarks>
    public const int RuntimeReserve = 140;

    private const int ReserveShare = 4;

    // Relation between constants: a negative value does not fit a byte and therefore does not compile.
    private const byte RoomForRequests = ReserveMin - RuntimeReserve;

    /// <summary>Reduces the options to as many connections as there are descriptors.</summary>
    /// <param name="options">The configured options.</param>
    /// <param name="limit">The maximum number of descriptors of the process (RLIMIT_NOFILE); null if unknown.</param>
    /// <returns>The options, and a warning for the operator if they had to be changed.</returns>
    public static (DaemonOptions Options, string? Warning) Apply(DaemonOptions options, long? limit)
    {
        if (limit is not { } most)
        {
            return (options, null);
        }

        long reserve = Math.Max(ReserveMin, most / ReserveShare);
        DaemonOptions fitting = options with
        {
            MaxViewers = (int)Math.Clamp(most - reserve, 1, options.MaxViewers),
            AuthPending = (int)Math.Min(reserve / 2, options.AuthPending),
            Admission = options.Admission with
            {
                MaxRequests = (int)Math.Min(reserve - RuntimeReserve, options.Admission.MaxRequests),
            },
        };
        string? warning = fitting.MaxViewers == options.MaxViewers ? null
            : $"ELYSIA_MAX_VIEWERS is {options.MaxViewers}, but the process may open only {limit} files, so at most "
                + $"{fitting.MaxViewers} viewers are accepted. Raise LimitNOFILE in the unit, or `ulimit -n`, or lower "
                + "ELYSIA_MAX_VIEWERS.";
        return (fitting, warning);
    }
}
