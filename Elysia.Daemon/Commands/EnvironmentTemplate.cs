using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Commands;

/// <summary>Formats an environment file that changes nothing: every option in its group, with its meaning, its range
/// and, commented out, its default. Packages install it as /etc/elysia/elysia.env, and packaging/man/env-page.sh makes
/// its man page.</summary>
internal static class EnvironmentTemplate
{
    private const string Head =
        """
        # Configuration of the Elysia avatar server. As a man page: man elysia.env
        #
        # Each variable is listed with its default. To change one, remove the # before it, change the value, then:
        #   systemctl restart elysia-avatar
        # If a value is not allowed, the service does not start, and the journal says which value and what is allowed:
        #   journalctl -u elysia-avatar
        """;

    /// <summary>Returns the text of the file.</summary>
    public static string Text()
    {
        var defaults = new DaemonOptions();
        IEnumerable<string> blocks = OptionTable.Groups.SelectMany(group => group.Options
            .Select(o => $"# {o.Help}\n# Allowed: {o.Allowed}{(o.Unit is null ? "" : $" ({o.Unit})")}."
                + $"{(o.Alias is null ? "" : $" Also read as {o.Alias}.")}\n#{o.Name}={o.Get(defaults)}\n")
            .Prepend($"## {group.Title}\n"));
        return $"{Head}\n\n{string.Join('\n', blocks)}";
    }
}
