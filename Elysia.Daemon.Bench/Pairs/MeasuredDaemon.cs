using System.Globalization;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Pairs;

/// <summary>Starts a build for a run: on the first core, on loopback, with its defaults but for a fixed rate.</summary>
internal static class MeasuredDaemon
{
    private const string RateHz = "60";

    /// <summary>Starts it.</summary>
    /// <param name="library">Its elysia.dll.</param>
    /// <param name="port">Its port; 0 to let the kernel choose.</param>
    /// <param name="log">File of its log, which is overwritten.</param>
    /// <param name="notify">Address of the socket that it reports its readiness to; empty for none.</param>
    public static ServerProcess Start(string library, int port, string log, string notify = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var settings = new Dictionary<string, string>
        {
            ["ELYSIA_HOST"] = "127.0.0.1",
            ["ELYSIA_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["ELYSIA_MIN_FPS"] = RateHz,
            ["ELYSIA_MAX_FPS"] = RateHz,
            ["NOTIFY_SOCKET"] = notify,
        };
        return ServerProcess.Start(["dotnet", library], settings, port, log);
    }
}
