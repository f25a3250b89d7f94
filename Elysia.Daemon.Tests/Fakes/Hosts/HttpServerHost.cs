using Elysia.Admission;
using Elysia.Configuration;
using Elysia.Http;
using Microsoft.Extensions.Logging;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.Clients;
using Elysia.Transport.HttpListening;
using Microsoft.Extensions.Logging.Abstractions;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>The daemon's HTTP server alone, with endpoints of the test. It takes no WebSockets.</summary>
internal sealed class HttpServerHost : IDisposable
{
    private readonly AdmissionControl _admission;
    private readonly HttpListenerServer _server;

    private HttpServerHost(DaemonOptions options, TimeProvider time, IHttpEndpoint[] endpoints)
    {
        _admission = new AdmissionControl(options.Admission, time, NullLogger<AdmissionControl>.Instance);
        var services = new HttpServices(
            new HttpRouter(new PageAssets(["self"]), endpoints), _admission, null!, null!, new RefusalCounters(),
            Log.CreateLogger<HttpListenerServer>());
        _server = new HttpListenerServer(options, HttpListenerServer.FindFaultAsync(options, time), services, time);
    }

    /// <summary>The log of the server.</summary>
    public RecordingLog Log { get; } = new();

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>The number of connections that are being served or are silent.</summary>
    public int Connections => _server.WaitingConnections;

    /// <summary>Starts a server on a free port of loopback.</summary>
    public static async Task<HttpServerHost> StartAsync(
        Func<DaemonOptions, DaemonOptions>? with = null, TimeProvider? time = null, params IHttpEndpoint[] endpoints)
    {
        var options = new DaemonOptions { Port = 0 };
        var host = new HttpServerHost(with?.Invoke(options) ?? options, time ?? TimeProvider.System, endpoints);
        host.Port = (await host._server.StartAsync()).Port;
        return host;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="path">The path.</param>
    /// <param name="receiveBufferBytes">Size of the client's receive buffer; 0 for the default.</param>
    /// <param name="more">Further lines of the head.</param>
    public async Task<RawClient> GetAsync(string path, int receiveBufferBytes = 0, params string[] more)
    {
        RawClient client = await RawClient.ConnectAsync(Port, receiveBufferBytes);
        string lines = string.Concat(more.Select(line => $"{line}\r\n"));
        await client.SendAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n");
        return client;
    }

    /// <summary>Sends a request and returns the whole response.</summary>
    public async Task<string> AnswerAsync(string path, params string[] more)
    {
        using RawClient client = await GetAsync(path, 0, more);
        return await client.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.StopAccepting();
        _server.Dispose();
        _admission.Dispose();
    }
}

/// <summary>An endpoint of a test.</summary>
internal sealed class ScriptedEndpoint(string path, Func<HttpRequest, HttpResponse> answer) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request) => answer(request);
}
