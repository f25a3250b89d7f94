using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Doctor;

/// <summary>Whether the service would start with its configuration.</summary>
/// <param name="source">Where the values come from, for the operator.</param>
/// <param name="read">What came of reading them.</param>
/// <param name="strange">Lines of the file that are no variables; systemd ignores them with a line in its log.</param>
internal sealed class ConfigurationCheck(string source, OptionsResult read, IReadOnlyList<string> strange) : ICheck
{
    private const string Subject = "configuration";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> LookAsync()
    {
        const string Restart = "Change it, then: sudo systemctl restart elysia-avatar";
        List<Finding> findings =
        [
            .. read.Errors.Select(error => Finding.Problem(Subject, error, Restart)),
            .. read.Warnings.Select(warning => Finding.Warning(Subject, warning, Restart)),
            .. strange.Select(_ => Finding.Warning(
                Subject, $"{source} has a line that is no NAME=value; systemd ignores it.", Restart)),
        ];
        if (findings.Count == 0)
        {
            var defaults = new DaemonOptions();
            int changed = OptionTable.All.Count(o => o.Get(read.Options) != o.Get(defaults));
            findings.Add(Finding.Ok(
                Subject, $"{source} is right; {changed} of {OptionTable.All.Count} options are not the default."));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
