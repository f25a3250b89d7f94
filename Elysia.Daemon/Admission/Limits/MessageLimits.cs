using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>How much one client may say.</summary>
/// <param name="PerSecond">Messages in any second. Default 10, the reference's.</param>
/// <param name="PerMinute">Messages in any minute. Default 60, the reference's.</param>
/// <param name="PushesPerSecond">Mood pushes in any second, counted apart. Default 120: an engine may drive at display
/// rate.</param>
/// <param name="BytesPerSecond">Bytes of messages a second, pushes included, averaged over ten seconds. Default 256 KiB: ten of
/// the longest messages in every second are less.</param>
public sealed record MessageLimits(
    int PerSecond = 10, int PerMinute = 60, int PushesPerSecond = 120, int BytesPerSecond = 256 * 1024)
{
    /// <summary>The limits as configured.</summary>
    public static MessageLimits Of(AdmissionSettings settings) =>
        new(settings.MessageRate, settings.MessagesPerMinute, settings.PushRate, settings.ByteRate);
}
