using Elysia.Transport.Clients;

namespace Elysia.Transport.HttpListening;

/// <summary>The seam to the network: takes connections, answers plain requests, hands out WebSockets.</summary>
public interface IWebSocketAcceptor : IDisposable
{
    /// <summary>Faults when accepting ended by a bug; completes after the end.</summary>
    Task Completion { get; }

    /// <summary>How many connections are no viewers at present: half-open, or being answered. Any thread.</summary>
    int WaitingConnections { get; }

    /// <summary>Binds and accepts; returns when connections can be made under any name the host is known by.</summary>
    /// <param name="clients">Takes the clients in; every client runs as a task of its own.</param>
    /// <returns>The real address of the first port, with port 0 resolved.</returns>
    /// <exception cref="System.Net.HttpListenerException">The address cannot be bound; the message says why.</exception>
    Task<Uri> StartAsync(IClientConnectionHandler clients);

    /// <summary>Frees the port; clients that are connected stay. Dispose after all of them are gone.</summary>
    void StopAccepting();
}
