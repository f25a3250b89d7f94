using System.Net;
using Elysia.Admission.Limiting;
using Microsoft.Extensions.Logging;

namespace Elysia.Diagnostics;

/// <summary>Log events of the admission: 200 to 299.</summary>
internal static partial class AdmissionLog
{
    // fail2ban reads this line (docs/OPERATIONS.md); its text and its id stay.
    [LoggerMessage(200, LogLevel.Warning, "Offender {Address}: {Count} offences within a minute, the last was {Offence}")]
    public static partial void Offends(this ILogger log, IPAddress address, int count, Offence offence);

    [LoggerMessage(201, LogLevel.Warning, "{Address} sends headers of a proxy and is none that is trusted: they are ignored, and "
        + "so are all others of this kind. Name your proxy in ELYSIA_TRUSTED_PROXIES")]
    public static partial void ProxyNotTrusted(this ILogger log, IPAddress address);
}
