namespace Elysia.Configuration;

/// <summary>Keeps all connections within the file descriptors of the process. Each needs one.</summary>
/// <remarks>So one viewer too many is turned away by us, with 503, and one request too many makes the most silent one give
/// way. When descriptors run out nobody can be answered at all.</remarks>
internal static class DescriptorBudget
{
    /// <summary>Descriptors that are left to the runtime and to requests that are no viewers (yet).</summary>
    /// <remarks>Unit: descriptors. 200, or a quarter of the limit where that is more.</remarks>
    public const int ReserveMin = 200;

    /// <summary>Descriptors that are left to the runtime, the log and the clients that are being turned away.</summary>
    /// <remarks>Unit: descriptors. 140: some 60 are open in a running daemon (counted in /proc/PID/fd); 16 are held back for
    /// each port.</remarks>
    public const int RuntimeReserve = 140;

    private const int ReserveShare = 4;

    // Relation: negative would not fit a byte and so not compile.
    private const byte RoomForRequests = ReserveMin - RuntimeReserve;

    /// <summary>The options with no more connections than there are descriptors.</summary>
    /// <param name="options">What was configured.</param>
    /// <param name="limit">Most descriptors of the process (RLIMIT_NOFILE); null where that is unknown.</param>
    /// <returns>The options, and what to tell the operator when they had to be changed.</returns>
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
                + $"{fitting.MaxViewers} viewers are let in. Raise LimitNOFILE in the unit, or `ulimit -n`, or lower "
                + "ELYSIA_MAX_VIEWERS.";
        return (fitting, warning);
    }
}
