using System.Net;
using System.Net.Sockets;
using Elysia.Configuration;

namespace Elysia.Doctor;

/// <summary>Whether Elysia answers on her port, or could.</summary>
/// <param name="options">What is configured.</param>
/// <param name="running">Who answers; null for nobody, or not Elysia.</param>
internal sealed class PortCheck(DaemonOptions options, RunningDaemon? running) : ICheck
{
    private const string Subject = "port";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> LookAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        string place = $"{options.Host}:{options.Port}";
        if (running is not null)
        {
            return Finding.Ok(Subject, $"Elysia {running.Version} answers on {place}.");
        }

        IPAddress address = options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, options.Port));
            socket.Listen();
            return Finding.Problem(Subject, $"Nobody listens on {place}: Elysia does not run.",
                "sudo systemctl start elysia-avatar");
        }
        catch (SocketException e)
        {
            return Cannot(place, e.SocketErrorCode);
        }
    }

    private Finding Cannot(string place, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => Finding.Problem(Subject,
            $"Another program has {place}, so Elysia cannot listen there.",
            $"See which: sudo ss -ltnp 'sport = :{options.Port}'. Stop it, or choose another ELYSIA_PORT."),
        SocketError.AddressNotAvailable => Finding.Problem(Subject, $"{options.Host} is no address of this machine.",
            "Set ELYSIA_HOST to one of: ip -brief address"),
        SocketError.AccessDenied => Finding.Problem(Subject, $"Only root may listen on a port as low as {options.Port}.",
            "Choose an ELYSIA_PORT above 1023; the reverse proxy has 443."),
        _ => Finding.Problem(Subject, $"{place} cannot be listened on: {error}.", "Choose another ELYSIA_HOST or ELYSIA_PORT."),
    };
}
