using System.Diagnostics.Metrics;
using Elysia.Admission.Tokens;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of tokens, and of clients that are not viewers yet.</summary>
internal static class AuthMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    /// <param name="meter">The daemon's meter.</param>
    /// <param name="auth">The authenticator, which knows tokens, tickets and keys.</param>
    /// <param name="pending">Returns the number of clients that have not sent their token yet.</param>
    /// <param name="waiting">Returns the number of connections that are not viewers.</param>
    public static void Add(Meter meter, Authenticator auth, Func<int> pending, Func<int> waiting)
    {
        meter.CountBy<TokenVerdict>("elysia_tokens_total", "Tokens and tickets that were checked, by result.",
            "verdict", auth.Count);
        meter.Show("elysia_clients_pending", "Clients that have not sent their token yet.", () => pending());
        meter.Show("elysia_tickets_waiting", "Tickets that have been issued and not used yet.", () => auth.TicketsWaiting);
        meter.Show("elysia_keys", "Keys in force from the JWKS.", () => auth.Keys.Current.Published);
        meter.Count("elysia_keys_read_total", "Reads of the JWKS, including failed ones.", () => auth.Keys.Readings);
        meter.Count("elysia_keys_unreadable_total", "Reads of the JWKS that failed; the old keys stayed in force.",
            () => auth.Keys.FailedReadings);
        meter.Show("elysia_subjects_revoked", "Subjects whose tokens are revoked.", () => auth.Revocations.Count);
        meter.Show("elysia_connections_waiting", "Connections that are not viewers: half-open, or being answered.",
            () => waiting());
    }
}
