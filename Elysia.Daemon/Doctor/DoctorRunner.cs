using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Doctor;

/// <summary>Runs every check of this machine, in the order in which an operator would.</summary>
/// <param name="environmentFile">The service's environment file; a missing file counts as empty.</param>
/// <param name="url">The address that viewers open through the proxy; null to skip the checks of the proxy.</param>
/// <param name="time">The clock.</param>
internal sealed class DoctorRunner(string environmentFile, Uri? url, TimeProvider time)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Runs all checks.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        List<Finding> findings = [];
        (Dictionary<string, string> values, List<string> unparsed, string source) = Read(findings);
        OptionsResult read = OptionsReader.Read(values);
        DaemonOptions options = read.Options;

        using var http = new HttpClient { Timeout = RequestTimeout };
        RunningDaemon? running = await RunningDaemon.AskAsync(http, options.Host, options.Port).ConfigureAwait(false);
        long? limit = running is null ? OpenFiles.Limit() : DescriptorCheck.LimitOf(running.ProcessId);
        string binary = Environment.ProcessPath ?? "/";
        ICheck[] checks =
        [
            new ConfigurationCheck(source, read, unparsed),
            new ServiceCheck(ServiceCheck.ShowAsync),
            new PortCheck(options, running),
            new FolderCheck("/", FolderCheck.UserId(File.ReadLines("/etc/passwd")), FileOwner.Read),
            new DescriptorCheck(options, limit, running is null ? "A process that you start" : "Elysia"),
            new TokenCheck(options, TokenCheck.CredentialPath),
            new TransportCheck(time),
            new ClockCheck(time, new DateTimeOffset(File.GetLastWriteTimeUtc(binary)), ClockCheck.IsSynchronised()),
        ];
        foreach (ICheck check in url is null ? checks : [.. checks, new ProxyCheck(url, running, time), new ForwardingCheck(url)])
        {
            findings.AddRange(await check.RunAsync().ConfigureAwait(false));
        }

        return findings;
    }

    private (Dictionary<string, string> Values, List<string> Unparsed, string Source) Read(List<Finding> findings)
    {
        try
        {
            (Dictionary<string, string> values, List<string> unparsed) = EnvironmentFile.Parse(File.ReadLines(environmentFile));
            return (values, unparsed, environmentFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ([], [], "The default configuration");
        }
        catch (UnauthorizedAccessException)
        {
            findings.Add(Finding.Warning("configuration", $"{environmentFile} cannot be read by you, so its values are unknown.",
                "Run this as root: sudo elysia doctor"));
            return ([], [], "The default configuration");
        }
    }
}

/// <summary>Checks one aspect of a machine. Changes nothing; what cannot be seen is reported as a finding, not as an
/// exception.</summary>
internal interface ICheck
{
    /// <summary>Runs the check.</summary>
    /// <returns>At least one finding; none if this machine has nothing of the kind.</returns>
    Task<IReadOnlyList<Finding>> RunAsync();
}
