using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>All that decides who may come in and stay, made once for the options.</summary>
public sealed class Door
{
    /// <summary>The parts for the options.</summary>
    /// <param name="options">ELYSIA_AUTH and what belongs to it.</param>
    /// <param name="auth">Knows tokens.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="logs">Where it is told who was revoked.</param>
    public Door(DaemonOptions options, Authenticator auth, TimeProvider time, ILoggerFactory logs)
    {
        Pending = new FirstMessageAuthenticator(auth, options.AuthTimeout, options.AuthPending, time);
        Keeper = new UpgradeAuthorizer(auth, Pending);
        Watch = new TokenExpiryMonitor(auth.Revocations, time);
        Desk = new AuthMessageHandler(auth, Watch, logs.CreateLogger<AuthMessageHandler>());
    }

    /// <summary>Decides at the handshake.</summary>
    public UpgradeAuthorizer Keeper { get; }

    /// <summary>Where clients wait that showed nothing.</summary>
    public FirstMessageAuthenticator Pending { get; }

    /// <summary>Ends clients whose time is over.</summary>
    public TokenExpiryMonitor Watch { get; }

    /// <summary>Answers clients that are in.</summary>
    public AuthMessageHandler Desk { get; }
}
