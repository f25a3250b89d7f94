using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Admission;

/// <summary>Log events of admission control: 200 to 299.</summary>
internal static partial class AdmissionLog
{
    [LoggerMessage(EventIds.Offends, LogLevel.Warning,
        "Offender {Address}: {Count} offences within a minute, the last was {Offence}")]
    public static partial void Offends(this ILogger log, IPAddress address, int count, Offence offence);

    [LoggerMessage(EventIds.ProxyNotTrusted, LogLevel.Warning,
        "{Address} sends forwarding headers but is not a trusted proxy: they are ignored, and "
        + "so are those of other such peers. Name your proxy in ELYSIA_TRUSTED_PROXIES")]
    public static partial void ProxyNotTrusted(this ILogger log, IPAddress address);
}
