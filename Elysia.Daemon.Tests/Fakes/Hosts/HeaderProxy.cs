using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A reverse proxy for single requests: sends the client's address, no address, or the header that the client
/// sent.</summary>
internal sealed class HeaderProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _port;
    private readonly string? _says;
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The daemon's port.</param>
    /// <param name="says">The client's address in X-Forwarded-For; "none" to omit the header; null to forward the
    /// client's own.</param>
    public HeaderProxy(int port, string? says)
    {
        (_port, _says) = (port, says);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var buffer = new byte[4096];
                int length = await client.GetStream().ReadAsync(buffer, _stopping.Token);
                using var daemon = new TcpClient();
                await daemon.ConnectAsync(IPAddress.Loopback, _port, _stopping.Token);
                await daemon.GetStream().WriteAsync(Rewrite(buffer.AsSpan(0, length)), _stopping.Token);
                await daemon.GetStream().CopyToAsync(client.GetStream(), _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] Rewrite(ReadOnlySpan<byte> request)
    {
        string text = Encoding.ASCII.GetString(request);
        if (_says is null)
        {
            return Encoding.ASCII.GetBytes(text);
        }

        string[] kept = [.. text.Split("\r\n").Where(line => !IsAboutTheClient(line))];
        string[] added = _says == "none" ? [] : [$"X-Forwarded-For: {_says}"];
        return Encoding.ASCII.GetBytes(string.Join("\r\n", [kept[0], .. added, .. kept[1..]]));
    }

    private static bool IsAboutTheClient(string line) =>
        line.StartsWith("X-Forwarded-For:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("X-Real-IP:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Forwarded:", StringComparison.OrdinalIgnoreCase);
}
