using System.Collections.Concurrent;
using Elysia.Admission.Tokens;
using Elysia.Hosting;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>Checks once a second every client that came by a token: warns it before the token expires, closes it when it has, and
/// closes clients whose subject was revoked.</summary>
/// <remarks>Any thread adds and removes; one task looks. Bounded by the viewers.</remarks>
/// <param name="revocations">The subjects whose tokens are not accepted any more.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class TokenExpiryMonitor(Revocations revocations, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ClientAccess, bool> _clients = new();

    /// <summary>A client came.</summary>
    public void Add(ClientAccess client) => _clients[client] = true;

    /// <summary>A client is gone.</summary>
    public void Remove(ClientAccess client) => _clients.TryRemove(client, out _);

    /// <summary>Revokes a subject and ends its clients at once.</summary>
    /// <returns>How many there were; null when no more can be revoked by messages.</returns>
    public int? TryRevoke(string subject)
    {
        // First the list, then the clients: a client that comes in between is refused, or found by the next check.
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
