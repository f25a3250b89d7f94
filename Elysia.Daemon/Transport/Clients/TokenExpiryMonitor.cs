using System.Collections.Concurrent;
using Elysia.Admission.Tokens;
using Elysia.Hosting;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>Checks every client that has a token once a second: warns it before the token expires, closes it when the
/// token has expired, and closes clients whose subject was revoked.</summary>
/// <remarks>Any thread adds and removes; one task checks. Bounded by the number of viewers.</remarks>
/// <param name="revocations">The subjects whose tokens are no longer accepted.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class TokenExpiryMonitor(Revocations revocations, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ClientAccess, bool> _clients = new();

    /// <summary>Adds a client.</summary>
    public void Add(ClientAccess client) => _clients[client] = true;

    /// <summary>Removes a client that has left.</summary>
    public void Remove(ClientAccess client) => _clients.TryRemove(client, out _);

    /// <summary>Revokes a subject and closes its clients at once.</summary>
    /// <returns>The number of clients that were closed; null when messages cannot revoke any more subjects.</returns>
    public int? TryRevoke(string subject)
    {
        // First the list, then the clients: a client that connects in between is refused, or found by the next check.
        if (!revocations.TryRevoke(subject))
        {
            return null;
        }

        int ended = 0;
        foreach (ClientAccess client in _clients.Keys.Where(c => c.Subject == subject))
        {
            client.Session.Close(CloseReason.TokenRevoked);
            ended++;
        }

        return ended;
    }

    /// <summary>Checks once a second until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.EveryAsync(Period, time, Check, stopping);

    private void Check()
    {
        foreach ((ClientAccess client, _) in _clients)
        {
            client.CheckExpiry(revocations);
        }
    }
}
