using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>What the acceptor asks before a handshake, and where it leads a client after it.</summary>
public interface IClientConnectionHandler
{
    /// <summary>Whether there is room for one more.</summary>
    bool HasRoom { get; }

    /// <summary>Whether a client may come in, by what it shows and where it comes from.</summary>
    /// <param name="credential">What it shows.</param>
    /// <param name="isLocal">Whether it comes from this machine and through no proxy.</param>
    ValueTask<AuthorizationResult> AdmitAsync(Credential credential, bool isLocal);

    /// <summary>Lives as long as the client does.</summary>
    Task RunAsync(AcceptedClient client);
}
