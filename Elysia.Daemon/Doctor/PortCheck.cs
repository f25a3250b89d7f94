using System.Net;
using System.Net.Sockets;
using Elysia.Configuration;

namespace Elysia.Doctor;

/// <summary>Checks that the daemon answers on its port, or could listen there.</summary>
/// <param name="options">The configured options.</param>
/// <param name="running">The daemon that answers on the port; null if none does.</param>
internal sealed class PortCheck(DaemonOptions options, RunningDaemon? running) : ICheck
{
    private const string Subject = "port";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        string endpoint = $"{options.Host}:{options.Port}";
        if (running is not null)
        {
            return Finding.Ok(Subject, $"Elysia {running.Version} answers on {endpoint}.");
        }

        IPAddress address = options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, options.Port));
            socket.Listen();
            return Finding.Problem(Subject, $"No program listens on {endpoint}: Elysia is not running.",
                "sudo systemctl start elysia-avatar");
        }
        catch (SocketException e)
        {
            return Cannot(endpoint, e.SocketErrorCode);
        }
    }

    private Finding Cannot(string endpoint, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => Finding.Problem(Subject,
            $"Another program listens on {endpoint}, so Elysia cannot listen there.",
            $"See which: sudo ss -ltnp 'sport = :{options.Port}'. Stop it, or choose another ELYSIA_PORT."),
        SocketError.AddressNotAvailable => Finding.Problem(Subject, $"{options.Host} is not an address of this machine.",
            "Set ELYSIA_HOST to one of: ip -brief address"),
        SocketError.AccessDenied => Finding.Problem(Subject, $"Only root may listen on a port as low as {options.Port}.",
            "Choose an ELYSIA_PORT above 1023; the reverse proxy uses 443."),
        _ => Finding.Problem(
            Subject, $"Elysia cannot listen on {endpoint}: {error}.", "Choose another ELYSIA_HOST or ELYSIA_PORT."),
    };
}
