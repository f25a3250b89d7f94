using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Doctor;

/// <summary>Checks that the service would start with its configuration.</summary>
/// <param name="source">The source of the values, as shown to the operator.</param>
/// <param name="read">The result of reading the options.</param>
/// <param name="unparsed">The lines of the file that are not variables; systemd ignores them with a line in its
/// log.</param>
internal sealed class ConfigurationCheck(string source, OptionsResult read, IReadOnlyList<string> unparsed) : ICheck
{
    private const string Subject = "configuration";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync()
    {
        const string Restart = "Change it, then: sudo systemctl restart elysia-avatar";
        List<Finding> findings =
        [
            .. read.Errors.Select(error => Finding.Problem(Subject, error, Restart)),
            .. read.Warnings.Select(warning => Finding.Warning(Subject, warning, Restart)),
            .. unparsed.Select(_ => Finding.Warning(
                Subject, $"{source} has a line that is not NAME=value; systemd ignores it.", Restart)),
        ];
        if (findings.Count == 0)
        {
            var defaults = new DaemonOptions();
            int changed = OptionTable.All.Count(o => o.Get(read.Options) != o.Get(defaults));
            findings.Add(Finding.Ok(
                Subject, $"{source} is valid; {changed} of {OptionTable.All.Count} options differ from their defaults."));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
