using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Doctor;

/// <summary>Checks that there is a file descriptor for every viewer that may connect.</summary>
/// <param name="options">The configured options.</param>
/// <param name="limit">The maximum number of descriptors of the process that serves; null if unknown.</param>
/// <param name="owner">The process that the limit belongs to, as shown to the operator.</param>
internal sealed class DescriptorCheck(DaemonOptions options, long? limit, string owner) : ICheck
{
    private const string Subject = "descriptors";

    /// <summary>Returns the limit of another process (proc_pid_limits(5)); null if it cannot be read.</summary>
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
    public Task<IReadOnlyList<Finding>> RunAsync()
    {
        (_, string? shortage) = DescriptorBudget.Apply(options, limit);
        Finding finding = limit is null
            ? Finding.Warning(
                Subject, $"The maximum number of files that {owner} may open is unknown.", "Run this as root: sudo elysia doctor")
            : shortage is null
                ? Finding.Ok(Subject, $"{owner} may open {limit} files, enough for ELYSIA_MAX_VIEWERS={options.MaxViewers}.")
                : Finding.Warning(Subject, shortage, "sudo systemctl edit elysia-avatar, and set LimitNOFILE under [Service]");
        return Task.FromResult<IReadOnlyList<Finding>>([finding]);
    }
}
