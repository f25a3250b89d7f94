using System.CommandLine;
using System.CommandLine.Parsing;
using Elysia.Doctor;
using Elysia.Hosting;

namespace Elysia.Commands;

/// <summary>`elysia doctor`: checks a machine and reports what is wrong and how to fix it.</summary>
internal static class DoctorCommand
{
    private const int SubjectColumns = 15;

    /// <summary>Creates the command.</summary>
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var file = new Option<string>("--env-file")
        {
            Description = "The service's environment file.",
            DefaultValueFactory = _ => EnvironmentFile.Path,
        };
        var url = new Option<Uri?>("--url")
        {
            Description = "The address that viewers open, e.g., https://avatar.example.org/; checks the reverse proxy, too.",
            CustomParser = ParseUrl,
        };
        var command = new Command("doctor",
            "Check this machine and say what is wrong and how to fix it. Changes nothing; exit 1 if viewers are kept out.")
        {
            file, url,
        };
        command.SetAction(async (parsed, _) =>
        {
            var runner = new DoctorRunner(parsed.GetValue(file)!, parsed.GetValue(url), time);
            return await WriteAsync(await runner.RunAsync().ConfigureAwait(false), output).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>Prints findings.</summary>
    /// <returns>The exit code: 1 if any finding is a problem.</returns>
    internal static async Task<int> WriteAsync(IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (Finding finding in findings)
        {
            string mark = finding.Severity switch
            {
                Severity.Ok => "ok      ",
                Severity.Warning => "warning ",
                _ => "PROBLEM ",
            };
            string subject = finding.Subject.PadRight(SubjectColumns);
            await output.WriteLineAsync($"{mark} {subject} {finding.Fact}").ConfigureAwait(false);
            if (finding.Remedy is { } remedy)
            {
                string margin = new(' ', mark.Length + SubjectColumns + 2);
                await output.WriteLineAsync($"{margin}-> {remedy}").ConfigureAwait(false);
            }
        }

        int problems = findings.Count(f => f.Severity == Severity.Problem);
        int warnings = findings.Count(f => f.Severity == Severity.Warning);
        await output.WriteLineAsync($"{problems} problems, {warnings} warnings").ConfigureAwait(false);
        return problems > 0 ? ExitCode.Problems : ExitCode.Ok;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string folder = text.EndsWith('/') ? text : $"{text}/";
        if (Uri.TryCreate(folder, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"--url is \"{text}\"; allowed: an address like https://avatar.example.org/.");
        return null;
    }
}
