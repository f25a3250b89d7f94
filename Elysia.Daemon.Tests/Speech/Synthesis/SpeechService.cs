using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Elysia.Tests.Speech.Synthesis;

/// <summary>A scripted speech service on a real socket: each connection gets the response that the test
/// defines.</summary>
internal sealed class SpeechService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;

    public SpeechService(Func<Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The base address.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    /// <summary>The requests, head and body.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The number of connections that ended.</summary>
    public int Ended { get; private set; }

    public static Func<Stream, CancellationToken, Task> Answering(int status, byte[] body) => (stream, stopping) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} X\r\nContent-Type: audio/wav\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")
            .Concat(body).ToArray(), stopping).AsTask();

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = owned.GetStream();
            var buffer = new byte[16 * 1024];
            string asked = "";
            while (!asked.Contains("\r\n\r\n", StringComparison.Ordinal) || !asked.EndsWith('}'))
            {
                int read = await stream.ReadAsync(buffer, _stopping.Token);
                if (read == 0)
                {
                    return;
                }

                asked += Encoding.UTF8.GetString(buffer, 0, read);
            }

            lock (Asked)
            {
                Asked.Add(asked);
            }

            await _answer(stream, _stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The daemon closed the connection, or the test has ended.
        }
        finally
        {
            Ended++;
        }
    }
}
