using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A web server that answers every request with the same bytes, or not at all.</summary>
internal sealed class WebStub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">The whole answer; null for none.</param>
    public WebStub(string? answer)
    {
        Answer = answer;
        _listener.Start();
        _ = RunAsync();
    }

    /// <summary>The answer from now on.</summary>
    public string? Answer { get; set; }

    /// <summary>The number of requests.</summary>
    public int Requests { get; private set; }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/keys?secret=1");

    /// <summary>Returns an answer of 200 with a body.</summary>
    public static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _clients.ForEach(c => c.Dispose());
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                if (await client.GetStream().ReadAsync(new byte[4096]) > 0)
                {
                    Requests++;
                }

                if (Answer is not null)
                {
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(Answer));
                    client.Dispose();
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or the client closed the connection.
        }
    }
}
