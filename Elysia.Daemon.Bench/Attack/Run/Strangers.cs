using System.Net;
using System.Net.Sockets;
using Elysia.Bench.Compare.Build;

namespace Elysia.Bench.Attack.Run;

/// <summary>Addresses from which a botnet comes: 131,072 that are nobody's and that a daemon takes for strangers.</summary>
/// <remarks>198.18.0.0/15, set aside for benchmarks by RFC 2544. The kernel takes all of them for this machine's own while a
/// route says so, which only root may add; without it a botnet comes over loopback, where no limit for strangers
/// counts.</remarks>
internal static class Strangers
{
    private const string Range = "198.18.0.0/15";

    /// <summary>The one that is attacked.</summary>
    public static IPAddress Target { get; } = new([198, 18, 0, 1]);

    /// <summary>Whether they can be used.</summary>
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

    /// <summary>Any of them, or of loopback.</summary>
    /// <param name="random">What chooses.</param>
    /// <param name="areThere">Whether they can be used.</param>
    public static IPAddress Any(Random random, bool areThere) => areThere
        ? new IPAddress([198, (byte)random.Next(18, 20), (byte)random.Next(256), (byte)random.Next(2, 255)])
        : new IPAddress([127, (byte)random.Next(1, 255), (byte)random.Next(256), (byte)random.Next(1, 255)]);

    /// <summary>Adds the route.</summary>
    /// <returns>False where one may not.</returns>
    public static Task<bool> TryAddAsync(CancellationToken stopping) => TryAsync("replace", stopping);

    /// <summary>Takes it away.</summary>
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
