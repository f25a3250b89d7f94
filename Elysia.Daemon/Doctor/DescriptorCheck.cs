using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Doctor;

/// <summary>Whether there is a file descriptor for every viewer that may come.</summary>
/// <param name="options">What is configured.</param>
/// <param name="limit">Most descriptors of the process that serves; null for unknown.</param>
/// <param name="whose">Whose limit it is, for the operator.</param>
internal sealed class DescriptorCheck(DaemonOptions options, long? limit, string whose) : ICheck
{
    private const string Subject = "descriptors";

    /// <summary>The limit of another process (proc_pid_limits(5)).</summary>
    public static long? LimitOf(int process)
    {
        try
        {
            return OpenFiles.Parse(File.ReadLines($"/proc/{process}/limits"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> LookAsync()
    {
        (_, string? shortage) = DescriptorBudget.Apply(options, limit);
        Finding finding = limit is null
            ? Finding.Warning(
                Subject, $"The most files that {whose} may open are not known.", "Run this as root: sudo elysia doctor")
            : shortage is null
                ? Finding.Ok(Subject, $"{whose} may open {limit} files, enough for ELYSIA_MAX_VIEWERS={options.MaxViewers}.")
                : Finding.Warning(Subject, shortage, "sudo systemctl edit elysia-avatar, and set LimitNOFILE under [Service]");
        return Task.FromResult<IReadOnlyList<Finding>>([finding]);
    }
}
