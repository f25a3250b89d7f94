using System.CommandLine;

namespace Elysia.LoadTest;

/// <summary>The options that say which daemon is measured; both commands have them.</summary>
internal static class DaemonOption
{
    /// <summary>--url.</summary>
    public static Option<Uri?> Url() => new("--url")
    {
        Description = "WebSocket address of a running daemon, loopback only, like ws://127.0.0.1:8765/ws. Default: start one.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            {
                return url;
            }

            result.AddError($"--url must be like ws://127.0.0.1:8765/ws, not {text}.");
            return null;
        },
    };

    /// <summary>--pid.</summary>
    public static Option<int?> ProcessId() => new("--pid")
    {
        Description = "Process of the running daemon, for its CPU and memory. Default: what its /health says.",
    };
}
