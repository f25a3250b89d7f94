using System.Net;
using System.Net.Sockets;
using Elysia.Bench.Compare.Build;

namespace Elysia.Bench.Attack.Run;

/// <summary>The addresses of a botnet: 131,072 unassigned ones that a daemon treats as strangers.</summary>
/// <remarks>198.18.0.0/15, reserved for benchmarks by RFC 2544. The kernel treats all of them as this machine's own
/// while there is a route for it, which only root may add; without it the botnet uses loopback, where no limit for
/// strangers applies.</remarks>
internal static class Strangers
{
    private const string Range = "198.18.0.0/15";

    /// <summary>The attacked address.</summary>
    public static IPAddress Target { get; } = new([198, 18, 0, 1]);

    /// <summary>Whether the addresses can be used.</summary>
    public static bool AreThere()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(Target, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Returns a random one of them, or of loopback.</summary>
    /// <param name="random">The random generator.</param>
    /// <param name="areThere">Whether the addresses can be used.</param>
    public static IPAddress Any(Random random, bool areThere) => areThere
        ? new IPAddress([198, (byte)random.Next(18, 20), (byte)random.Next(256), (byte)random.Next(2, 255)])
        : new IPAddress([127, (byte)random.Next(1, 255), (byte)random.Next(256), (byte)random.Next(1, 255)]);

    /// <summary>Adds the route.</summary>
    /// <returns>False without the permission to do so.</returns>
    public static Task<bool> TryAddAsync(CancellationToken stopping) => TryAsync("replace", stopping);

    /// <summary>Removes the route.</summary>
    public static Task<bool> TryRemoveAsync() => TryAsync("del", CancellationToken.None);

    private static async Task<bool> TryAsync(string what, CancellationToken stopping)
    {
        if (Tools.Find("ip") is not { } ip)
        {
            return false;
        }

        try
        {
            await Tools.RunAsync(ip, ["route", what, "local", Range, "dev", "lo"], "/", stopping).ConfigureAwait(false);
            return true;
        }
        catch (BuildException)
        {
            return false;
        }
    }
}
