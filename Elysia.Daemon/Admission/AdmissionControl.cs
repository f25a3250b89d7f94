using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Configuration;
using Microsoft.Extensions.Logging;

namespace Elysia.Admission;

/// <summary>The policies and counters that decide which clients may connect. The daemon has one; everything that
/// accepts connections or requests shares it.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class AdmissionControl : IDisposable
{
    /// <summary>Creates the policies from the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Where offenders are logged.</param>
    /// <param name="pagePort">A second port at which the page is served; 0 for none.</param>
    public AdmissionControl(AdmissionSettings settings, TimeProvider time, ILogger<AdmissionControl> log, int pagePort = 0)
    {
        ForwardedHeaders = new ForwardedHeadersResolver(settings.TrustedNetworks, Counters, log.ProxyNotTrusted);
        Origins = new OriginPolicy(AdmissionSettings.Entries(settings.Origins), pagePort);
        Limits = new ConnectionLimits(settings);
        Offenders = new Offenders(time, Counters, log.Offends);
    }

    /// <summary>Counts of refused connections and of proxy headers that were not trusted, for metrics.</summary>
    public AdmissionCounters Counters { get; } = new();

    /// <summary>Finds the client behind trusted proxies.</summary>
    public ForwardedHeadersResolver ForwardedHeaders { get; }

    /// <summary>The pages that may connect.</summary>
    public OriginPolicy Origins { get; }

    /// <summary>The connection limits for strangers.</summary>
    public ConnectionLimits Limits { get; }

    /// <summary>The addresses that repeatedly break the rules.</summary>
    public Offenders Offenders { get; }

    /// <summary>Whether a refusal counts as an offence of the address. A crowd behind one router makes one connection too
    /// many, and no address is responsible for the limits of all strangers together.</summary>
    public static bool IsOffence(ConnectionVerdict verdict) => verdict == ConnectionVerdict.AddressTooFast;

    /// <summary>Decides whether a request is admitted, now that its client is known.</summary>
    /// <param name="client">The client that sent the request.</param>
    /// <param name="isCounted">Whether the connection was counted under its peer's address when it was
    /// accepted.</param>
    /// <param name="place">The slot that the client occupies; dispose it when the connection has ended. Null when the
    /// connection is not counted here.</param>
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
            Counters.Record(verdict);
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
