using System.CommandLine;

namespace Elysia.LoadTest;

/// <summary>The options of both commands that select the daemon to measure.</summary>
internal static class DaemonOption
{
    /// <summary>Creates the option --url.</summary>
    public static Option<Uri?> Url() => new("--url")
    {
        Description = "WebSocket address of a running daemon, loopback only, e.g. ws://127.0.0.1:8765/ws. Default: start one.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            {
                return url;
            }

            result.AddError($"--url must be an address like ws://127.0.0.1:8765/ws, not {text}.");
            return null;
        },
    };

    /// <summary>Creates the option --pid.</summary>
    public static Option<int?> ProcessId() => new("--pid")
    {
        Description = "Process of the running daemon, for its CPU and memory. Default: the process that its /health reports.",
    };
}
