namespace Elysia.Configuration;

/// <summary>Keeps the viewers within the file descriptors of the process. Each needs one.</summary>
/// <remarks>HttpListener accepts without a limit, and when descriptors run out it calls itself until the process dies, with
/// all viewers (seen on 10.0.12). So one viewer too many must be turned away by us, with 503.</remarks>
public static class DescriptorBudget
{
    /// <summary>Descriptors that are left to the runtime (some 140) and to requests that are no viewers yet.</summary>
    /// <remarks>Unit: descriptors. 200, or a quarter of the limit where that is more: half-open requests have no bound but
    /// it.</remarks>
    public const int ReserveMin = 200;

    private const int ReserveShare = 4;

    /// <summary>The options with no more viewers than there are descriptors.</summary>
    /// <param name="options">What was configured.</param>
    /// <param name="limit">Most descriptors of the process (RLIMIT_NOFILE); null where that is unknown.</param>
    /// <returns>The options, and what to tell the operator when they had to be changed.</returns>
    public static (DaemonOptions Options, string? Warning) Apply(DaemonOptions options, long? limit)
    {
        long viewers = limit is { } most ? Math.Max(1, most - Math.Max(ReserveMin, most / ReserveShare)) : long.MaxValue;
        if (viewers >= options.MaxViewers)
        {
            return (options, null);
        }

        string warning = $"ELYSIA_MAX_VIEWERS is {options.MaxViewers}, but the process may open only {limit} files, so at most "
            + $"{viewers} viewers are let in. Raise LimitNOFILE in the unit, or `ulimit -n`, or lower ELYSIA_MAX_VIEWERS.";
        return (options with { MaxViewers = (int)viewers }, warning);
    }
}
