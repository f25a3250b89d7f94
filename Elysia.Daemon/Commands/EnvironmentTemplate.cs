using Elysia.Configuration;

namespace Elysia.Commands;

/// <summary>An environment file that changes nothing yet: every option with its reason, its range and, commented out, its
/// default. Packages install it as /etc/elysia/elysia.env.</summary>
internal static class EnvironmentTemplate
{
    private const string Head =
        """
        # Configuration of the Elysia avatar server. As a man page: man elysia.env
        #
        # Each variable stands here with its default. Take the # away and change the value, then:
        #   systemctl restart elysia-avatar
        # A wrong value keeps her from starting; which one, and what is allowed, is told by:
        #   journalctl -u elysia-avatar
        """;

    /// <summary>The file.</summary>
    public static string Text()
    {
        var defaults = new DaemonOptions();
        IEnumerable<string> blocks = OptionTable.All.Select(o =>
            $"# {o.Help}\n# Allowed: {o.Allowed}.{(o.Alias is null ? "" : $" Also read as {o.Alias}.")}\n"
                + $"#{o.Name}={o.Get(defaults)}\n");
        return $"{Head}\n\n{string.Join('\n', blocks)}";
    }
}
