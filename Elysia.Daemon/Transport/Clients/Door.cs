using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>All that decides who may come in and stay, made once for the options.</summary>
public sealed class Door
{
    /// <summary>The door for the options.</summary>
    /// <param name="options">ELYSIA_AUTH and what belongs to it.</param>
    /// <param name="auth">Knows tokens.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="logs">Where the desk tells who was revoked.</param>
    public Door(DaemonOptions options, Authenticator auth, TimeProvider time, ILoggerFactory logs)
    {
        Pending = new PendingClients(auth, options.AuthTimeout, options.AuthPending, time);
        Keeper = new Doorkeeper(auth, Pending);
        Watch = new AccessWatch(auth.Revocations, time);
        Desk = new AuthDesk(auth, Watch, logs.CreateLogger<AuthDesk>());
    }

    /// <summary>Decides at the handshake.</summary>
    public Doorkeeper Keeper { get; }

    /// <summary>Where clients wait that showed nothing.</summary>
    public PendingClients Pending { get; }

    /// <summary>Ends clients whose time is over.</summary>
    public AccessWatch Watch { get; }

    /// <summary>Answers clients that are in.</summary>
    public AuthDesk Desk { get; }
}
