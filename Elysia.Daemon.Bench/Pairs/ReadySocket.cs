using System.Net.Sockets;
using System.Text;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Pairs;

/// <summary>Stands for systemd: a datagram socket in the abstract namespace that a daemon reports its readiness to.</summary>
internal sealed class ReadySocket : IDisposable
{
    private const int MaxBytes = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    /// <summary>A listening socket.</summary>
    public ReadySocket()
    {
        string name = $"elysia-pairs-{Guid.NewGuid():N}";
        _socket.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        Address = $"@{name}";
    }

    /// <summary>The value of NOTIFY_SOCKET.</summary>
    public string Address { get; }

    /// <summary>Completes when the daemon is ready.</summary>
    /// <exception cref="RunException">The daemon was not ready within 20 s.</exception>
    public async Task ReadyAsync(TimeProvider time, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        byte[] buffer = new byte[MaxBytes];
        try
        {
            string message;
            do
            {
                int bytes = await _socket.ReceiveAsync(buffer.AsMemory(), both.Token).ConfigureAwait(false);
                message = Encoding.UTF8.GetString(buffer, 0, bytes);
            }
            while (!message.Split('\n').Contains("READY=1"));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new RunException($"the daemon was not ready within {Patience.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
