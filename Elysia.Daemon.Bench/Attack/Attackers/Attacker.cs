using System.Net;
using System.Net.Sockets;
using Elysia.Bench.Attack.Run;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks one daemon until the time is over: opens connections, counts the results, and continues when a
/// connection is cut.</summary>
/// <param name="port">The daemon's port on loopback.</param>
/// <param name="seed">The seed of all random choices.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="over">Cancelled when the time is over; every connection ends with it.</param>
internal sealed class Attacker(int port, int seed, TimeProvider time, CancellationToken over)
{
    // Retrying a refused connection as fast as the loop turns would only waste CPU.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(20);

    private readonly Random _addresses = new(seed);
    private int _loops;

    /// <summary>The address to attack, and to connect from unless <see cref="IsMany"/>. Loopback is trusted, so the
    /// limits for strangers do not apply there.</summary>
    public IPAddress Target { get; init; } = IPAddress.Loopback;

    /// <summary>The daemon's port.</summary>
    public int Port => port;

    /// <summary>The seed of all random choices.</summary>
    public int Seed => seed;

    /// <summary>The clock of the pauses.</summary>
    public TimeProvider Time => time;

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Over => over;

    /// <summary>Whether every connection comes from a new address, as with a botnet.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether those addresses are strangers' addresses instead of loopback's.</summary>
    public bool AreStrangers { get; init; }

    /// <summary>The counts of its actions and of the answers.</summary>
    public AttackerTally Tally { get; } = new();

    /// <summary>Repeats an action in parallel loops until the time is over.</summary>
    /// <param name="loops">The number of parallel loops.</param>
    /// <param name="again">The action; it gets a random generator of its loop.</param>
    public Task CrowdAsync(int loops, Func<Random, Task> again) =>
        Task.WhenAll(Enumerable.Range(0, loops).Select(_ => LoopAsync(again)));

    /// <summary>Opens a connection.</summary>
    /// <param name="receiveBufferBytes">Size of the kernel's receive buffer; 0 for the default.</param>
    /// <exception cref="SocketException">The connection was refused.</exception>
    public async Task<Peer> ConnectAsync(int receiveBufferBytes = 0)
    {
        over.ThrowIfCancellationRequested();
        var peer = new Peer(this, IsMany ? AnyAddress() : Target, receiveBufferBytes);
        try
        {
            await peer.ConnectAsync().ConfigureAwait(false);
            Tally.Connected();
            return peer;
        }
        catch (SocketException)
        {
            peer.Dispose();
            Tally.Count("not connected");
            await PauseAsync(AfterRefusal).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a connection and upgrades it to a WebSocket; null if the upgrade was refused.</summary>
    public async Task<Peer?> UpgradeAsync(int receiveBufferBytes = 0)
    {
        Peer peer = await ConnectAsync(receiveBufferBytes).ConfigureAwait(false);
        await peer.SendAsync(RawHttp.Upgrade(port)).ConfigureAwait(false);
        if (await peer.ReadStatusAsync().ConfigureAwait(false) == 101)
        {
            return peer;
        }

        peer.Dispose();
        await PauseAsync(AfterRefusal).ConfigureAwait(false);
        return null;
    }

    /// <summary>Waits.</summary>
    public Task PauseAsync(TimeSpan pause) => Task.Delay(pause, time, over);

    private async Task LoopAsync(Func<Random, Task> again)
    {
        var random = new Random(HashCode.Combine(seed, Interlocked.Increment(ref _loops)));
        await Task.Yield();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await again(random).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The connection was cut, or the time is over.
            }
        }
    }

    private IPAddress AnyAddress()
    {
        lock (_addresses)
        {
            return Strangers.Any(_addresses, AreStrangers);
        }
    }
}
