using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Speech.Synthesis;

/// <summary>Log events of the voice: 500 to 519.</summary>
internal static partial class VoiceLog
{
    [LoggerMessage(EventIds.EspeakIsMissing, LogLevel.Warning,
        "ELYSIA_TTS is espeak, but libespeak-ng.so.1 or its data is not installed: "
        + "she has no sound. Install the package espeak-ng")]
    public static partial void EspeakIsMissing(this ILogger log);
}
