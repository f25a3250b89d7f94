using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>The datagram socket that systemd listens on, in the file system or in the abstract namespace.</summary>
internal sealed class NotifySocket : IDisposable
{
    private const int MaxBytes = 4096;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _path;
    private readonly UnixDomainSocketEndPoint _endPoint;

    /// <summary>Creates a listening socket.</summary>
    public NotifySocket(bool isAbstract)
    {
        string name = $"elysia-test-{Guid.NewGuid():N}";
        _path = isAbstract ? null : Path.Combine(Path.GetTempPath(), name);
        Address = _path ?? $"@{name}";
        _endPoint = new UnixDomainSocketEndPoint(_path ?? $"\0{name}");
        _socket.Bind(_endPoint);
        Notifier = NotifierOf(_path ?? $"\0{name}");
    }

    /// <summary>The package's notifier for this socket, without the environment of the whole test run.</summary>
    public ISystemdNotifier Notifier { get; }

    /// <summary>The value for NOTIFY_SOCKET.</summary>
    public string Address { get; }

    /// <summary>Sends until the socket accepts no more: a sender now waits for a reader.</summary>
    public void Fill()
    {
        // Fresh sockets: the buffer of a single sender would be full before the queue of this socket is.
        int taken;
        do
        {
            using var sender = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            sender.Connect(_endPoint);
            for (taken = 0; TrySend(sender); taken++)
            {
            }
        }
        while (taken > 0);
    }

    /// <summary>Receives the next message.</summary>
    public async Task<string> NextAsync()
    {
        var buffer = new byte[MaxBytes];
        int bytes = await Eventually.CompletesAsync(
            _socket.ReceiveAsync(buffer.AsMemory()).AsTask(), "a message to systemd");
        return Encoding.UTF8.GetString(buffer, 0, bytes);
    }

    /// <summary>Receives the next message that has a line.</summary>
    public async Task<string> NextWithAsync(string line)
    {
        string message;
        do
        {
            message = await NextAsync();
        }
        while (!message.Split('\n').Contains(line));

        return message;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private static bool TrySend(Socket sender)
    {
        try
        {
            return sender.Send("FILL=1"u8) > 0;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SystemdNotifier NotifierOf(string? socketPath);
}
