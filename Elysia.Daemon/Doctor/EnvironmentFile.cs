namespace Elysia.Doctor;

/// <summary>The service's environment as systemd reads it (systemd.exec(5), EnvironmentFile=).</summary>
internal static class EnvironmentFile
{
    /// <summary>Where the package keeps it.</summary>
    public const string Path = "/etc/elysia/elysia.env";

    /// <summary>The variables of a file.</summary>
    /// <param name="lines">Its lines: NAME=value, values bare or in quotes; # and ; begin comments.</param>
    /// <returns>The variables, and the lines that are none.</returns>
    public static (Dictionary<string, string> Values, List<string> Strange) Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> strange = [];
        foreach (string line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] is not ('#' or ';')))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || line[..equals].Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            {
                strange.Add(line);
                continue;
            }

            string value = Bare(line[(equals + 1)..].Trim());
            if (value.Length > 0)
            {
                values[line[..equals]] = value;
            }
        }

        return (values, strange);
    }

    private static string Bare(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
