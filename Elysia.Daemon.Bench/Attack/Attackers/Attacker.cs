using System.Net;
using System.Net.Sockets;
using Elysia.Bench.Attack.Run;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Who attacks one daemon until the time is over: opens connections, counts what happens, shrugs when it is cut
/// off.</summary>
/// <param name="port">The daemon's port on loopback.</param>
/// <param name="seed">What every choice follows from.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="over">Cancelled when the time is over; every connection ends with it.</param>
internal sealed class Attacker(int port, int seed, TimeProvider time, CancellationToken over)
{
    // A daemon that refuses connections is not helped by being asked as fast as the loop turns.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(20);

    private readonly Random _addresses = new(seed);
    private int _loops;

    /// <summary>The address it attacks, and comes from unless it is <see cref="IsMany"/>. Loopback is trusted: there the
    /// limits for strangers do not count.</summary>
    public IPAddress Target { get; init; } = IPAddress.Loopback;

    /// <summary>The daemon's port.</summary>
    public int Port => port;

    /// <summary>What every choice follows from.</summary>
    public int Seed => seed;

    /// <summary>The clock of pauses.</summary>
    public TimeProvider Time => time;

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Over => over;

    /// <summary>Whether it comes from a new address with every connection, as a botnet does.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether those addresses are strangers', and not loopback's.</summary>
    public bool AreStrangers { get; init; }

    /// <summary>What it did and what it was answered.</summary>
    public AttackerTally Tally { get; } = new();

    /// <summary>Does one thing again and again, in so many loops at a time, until the time is over.</summary>
    /// <param name="loops">How many at a time.</param>
    /// <param name="again">The thing; it gets a generator of its loop's own.</param>
    public Task CrowdAsync(int loops, Func<Random, Task> again) =>
        Task.WhenAll(Enumerable.Range(0, loops).Select(_ => LoopAsync(again)));

    /// <summary>Connects.</summary>
    /// <param name="receiveBufferBytes">Bytes the kernel keeps unread for it; 0 for the usual.</param>
    /// <exception cref="SocketException">Nobody takes the connection.</exception>
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

    /// <summary>Connects and becomes a WebSocket; null when it is not let in.</summary>
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
                // Cut off, or the time is over.
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
