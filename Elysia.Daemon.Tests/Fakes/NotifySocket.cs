using System.Net.Sockets;
using System.Text;

namespace Elysia.Tests.Fakes;

/// <summary>What systemd listens with: a datagram socket, in the file system or in the abstract namespace.</summary>
public sealed class NotifySocket : IDisposable
{
    private const int MaxBytes = 4096;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _path;

    /// <summary>A listening socket.</summary>
    public NotifySocket(bool isAbstract)
    {
        string name = $"elysia-test-{Guid.NewGuid():N}";
        _path = isAbstract ? null : Path.Combine(Path.GetTempPath(), name);
        Address = _path ?? $"@{name}";
        _socket.Bind(new UnixDomainSocketEndPoint(_path ?? $"\0{name}"));
    }

    /// <summary>The value for NOTIFY_SOCKET.</summary>
    public string Address { get; }

    /// <summary>The next message.</summary>
    public async Task<string> NextAsync()
    {
        var buffer = new byte[MaxBytes];
        int bytes = await Eventually.CompletesAsync(
            _socket.ReceiveAsync(buffer.AsMemory()).AsTask(), "a message to systemd");
        return Encoding.UTF8.GetString(buffer, 0, bytes);
    }

    /// <summary>The next message that has a line.</summary>
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
}
