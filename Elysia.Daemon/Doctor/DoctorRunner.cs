using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Doctor;

/// <summary>Every check of this machine, in the order in which an operator would look.</summary>
/// <param name="environmentFile">The service's environment file; one that is not there counts as empty.</param>
/// <param name="url">The address that viewers open through the proxy; null where there is none to look at.</param>
/// <param name="time">The clock.</param>
internal sealed class DoctorRunner(string environmentFile, Uri? url, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Looks at everything.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        List<Finding> findings = [];
        (Dictionary<string, string> values, List<string> strange, string source) = Read(findings);
        OptionsResult read = OptionsReader.Read(values);
        DaemonOptions options = read.Options;

        using var http = new HttpClient { Timeout = Patience };
        RunningDaemon? running = await RunningDaemon.AskAsync(http, options.Host, options.Port).ConfigureAwait(false);
        long? limit = running is null ? OpenFiles.Limit() : DescriptorCheck.LimitOf(running.ProcessId);
        string binary = Environment.ProcessPath ?? "/";
        ICheck[] checks =
        [
            new ConfigurationCheck(source, read, strange),
            new ServiceCheck(ServiceCheck.ShowAsync),
            new PortCheck(options, running),
            new FolderCheck("/", FolderCheck.UserId(File.ReadLines("/etc/passwd")), FileOwner.Read),
            new DescriptorCheck(options, limit, running is null ? "A process of yours" : "Elysia"),
            new TokenCheck(options, TokenCheck.CredentialPath),
            new TransportCheck(time),
            new ClockCheck(time, new DateTimeOffset(File.GetLastWriteTimeUtc(binary)), ClockCheck.IsSynchronised()),
        ];
        foreach (ICheck check in url is null ? checks : [.. checks, new ProxyCheck(url, running, time), new ForwardingCheck(url)])
        {
            findings.AddRange(await check.LookAsync().ConfigureAwait(false));
        }

        return findings;
    }

    private (Dictionary<string, string> Values, List<string> Strange, string Source) Read(List<Finding> findings)
    {
        try
        {
            (Dictionary<string, string> values, List<string> strange) = EnvironmentFile.Parse(File.ReadLines(environmentFile));
            return (values, strange, environmentFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ([], [], "The default configuration");
        }
        catch (UnauthorizedAccessException)
        {
            findings.Add(Finding.Warning("configuration", $"{environmentFile} may not be read by you; its values are not known.",
                "Run this as root: sudo elysia doctor"));
            return ([], [], "The default configuration");
        }
    }
}

/// <summary>Looks at one side of a machine. Changes nothing, and what it cannot see is a finding, not an exception.</summary>
internal interface ICheck
{
    /// <summary>Looks.</summary>
    /// <returns>At least one finding, or none when there is nothing of the kind on this machine.</returns>
    Task<IReadOnlyList<Finding>> LookAsync();
}
