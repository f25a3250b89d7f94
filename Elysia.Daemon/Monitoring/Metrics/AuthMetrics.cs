using System.Diagnostics.Metrics;
using Elysia.Admission.Tokens;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments that read which tokens were shown, and how many clients wait.</summary>
internal static class AuthMetrics
{
    /// <summary>Adds them to a meter.</summary>
    /// <param name="meter">The daemon's meter.</param>
    /// <param name="auth">Knows tokens, tickets and keys.</param>
    /// <param name="pending">How many clients have not sent their token yet.</param>
    /// <param name="waiting">How many connections are no viewers.</param>
    public static void Add(Meter meter, Authenticator auth, Func<int> pending, Func<int> waiting)
    {
        meter.CountBy<TokenVerdict>("elysia_tokens_total", "Tokens and tickets that were looked at, by what became of them.",
            "verdict", auth.Count);
        meter.Show("elysia_clients_pending", "Clients that have not sent their token yet.", () => pending());
        meter.Show("elysia_tickets_waiting", "Tickets that were issued and not used yet.", () => auth.TicketsWaiting);
        meter.Show("elysia_keys", "Keys of the JWKS in force.", () => auth.Keys.Current.Published);
        meter.Count("elysia_keys_read_total", "Readings of the JWKS, failed ones among them.", () => auth.Keys.Readings);
        meter.Count("elysia_keys_unreadable_total", "Readings of the JWKS that failed; the old keys stayed in force.",
            () => auth.Keys.FailedReadings);
        meter.Show("elysia_subjects_revoked", "Subjects whose tokens count no more.", () => auth.Revocations.Count);
        meter.Show("elysia_connections_waiting", "Connections that are no viewers: half-open, or being answered.",
            () => waiting());
    }
}
