using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Configuration;
using Microsoft.Extensions.Logging;

namespace Elysia.Admission;

/// <summary>All that is known and counted about who comes: one for the daemon, shared by everything that lets somebody
/// in.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class AdmissionControl : IDisposable
{
    /// <summary>The control for the settings.</summary>
    public AdmissionControl(AdmissionSettings settings, TimeProvider time, ILogger<AdmissionControl> log)
    {
        ForwardedHeaders = new ForwardedHeadersResolver(settings.TrustedNetworks, Counters, log.ProxyNotTrusted);
        Origins = new OriginPolicy(AdmissionSettings.Entries(settings.Origins));
        Limits = new ConnectionLimits(settings);
        Offenders = new Offenders(time, Counters, log.Offends);
    }

    /// <summary>What was refused and not believed, for metrics.</summary>
    public AdmissionCounters Counters { get; } = new();

    /// <summary>Who is asking.</summary>
    public ForwardedHeadersResolver ForwardedHeaders { get; }

    /// <summary>Which pages may connect.</summary>
    public OriginPolicy Origins { get; }

    /// <summary>How many connections strangers may have.</summary>
    public ConnectionLimits Limits { get; }

    /// <summary>Who goes on doing what it should not.</summary>
    public Offenders Offenders { get; }

    /// <summary>Whether an address is to blame for a refusal. One connection too many is what a crowd behind one router makes,
    /// and limits of all strangers together are nobody's fault.</summary>
    public static bool IsOffence(ConnectionVerdict verdict) => verdict == ConnectionVerdict.AddressTooFast;

    /// <summary>Decides about a request whose sender is known now.</summary>
    /// <param name="client">Who is asking.</param>
    /// <param name="isCounted">Whether the connection was counted when it was accepted, under the address of its peer.</param>
    /// <param name="place">The client's place; dispose it when the connection has ended. Null where none counts.</param>
    public ConnectionVerdict Admit(RemoteClient client, bool isCounted, out IDisposable? place)
    {
        place = null;
        if (!client.IsStranger || (isCounted && !client.IsForwarded))
        {
            return ConnectionVerdict.Accept;
        }

        ConnectionVerdict verdict = Limits.TryEnter(client.Address, out place);
        if (verdict != ConnectionVerdict.Accept)
        {
            Counters.Judged(verdict);
            if (IsOffence(verdict))
            {
                Offenders.Report(client.Address, Offence.TooManyConnections);
            }
        }

        return verdict;
    }

    /// <inheritdoc/>
    public void Dispose() => Limits.Dispose();
}
