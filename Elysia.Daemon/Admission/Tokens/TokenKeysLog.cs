using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Admission.Tokens;

/// <summary>Log events of the keys for tokens: 300 and 301. No event contains a key.</summary>
internal static partial class TokenKeysLog
{
    [LoggerMessage(EventIds.KeysRead, LogLevel.Information, "Read {Keys} keys for tokens from {Source}")]
    public static partial void KeysRead(this ILogger log, int keys, string source);

    [LoggerMessage(EventIds.KeysNotRead, LogLevel.Warning,
        "The keys for tokens could not be read from {Source}; the old keys stay in force: {Fault}")]
    public static partial void KeysNotRead(this ILogger log, string source, string fault);
}
