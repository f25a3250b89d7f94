namespace Elysia.Transport;

/// <summary>What the acceptor asks before a handshake, and where it leads a client after it.</summary>
public interface IClientGate
{
    /// <summary>Whether there is room for one more.</summary>
    bool HasRoom { get; }

    /// <summary>Lives as long as the client does.</summary>
    Task RunAsync(AcceptedClient client);
}
