namespace Elysia.Transport;

/// <summary>The seam to the network: takes connections, answers plain requests, hands out WebSockets.</summary>
public interface IWebSocketAcceptor : IDisposable
{
    /// <summary>Binds; returns when connections can be made.</summary>
    /// <returns>The real address of the first port, with port 0 resolved.</returns>
    /// <exception cref="System.Net.HttpListenerException">The address cannot be bound; the message says why.</exception>
    Task<Uri> StartAsync();

    /// <summary>Accepts until <see cref="StopAccepting"/>; every client runs as a task of its own.</summary>
    /// <param name="gate">Takes the clients in.</param>
    Task RunAsync(IClientGate gate);

    /// <summary>Frees the port; clients that are connected stay. Dispose after all of them are gone.</summary>
    void StopAccepting();
}
