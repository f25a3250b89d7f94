namespace Elysia.Doctor;

/// <summary>Parses the service's environment file as systemd does (systemd.exec(5), EnvironmentFile=).</summary>
internal static class EnvironmentFile
{
    /// <summary>The path at which the package installs it.</summary>
    public const string Path = "/etc/elysia/elysia.env";

    /// <summary>Parses the lines of a file.</summary>
    /// <param name="lines">The lines: NAME=value, with values bare or in quotes; # and ; begin comments.</param>
    /// <returns>The variables, and the lines that are not variables.</returns>
    public static (Dictionary<string, string> Values, List<string> Unparsed) Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> unparsed = [];
        foreach (string line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] is not ('#' or ';')))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || line[..equals].Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            {
                unparsed.Add(line);
                continue;
            }

            string value = Bare(line[(equals + 1)..].Trim());
            if (value.Length > 0)
            {
                values[line[..equals]] = value;
            }
        }

        return (values, unparsed);
    }

    private static string Bare(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
