using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>How much one client may send, whatever it is.</summary>
/// <param name="FramesPerSecond">Frames a second: pings, pongs and pieces of messages as well.</param>
/// <param name="BytesPerSecond">Bytes a second: heads, refused messages and those without an end as well.</param>
/// <param name="MessageTimeout">How long a message or a frame may take to arrive.</param>
public sealed record StreamLimits(int FramesPerSecond, int BytesPerSecond, TimeSpan MessageTimeout)
{
    /// <summary>Seconds' worth of frames and bytes that may come at once.</summary>
    /// <remarks>4: a network that held everything back for that long is forgiven. A flood that connects anew brings as much
    /// again with each connection, so it is short.</remarks>
    public const int BurstSeconds = 4;

    /// <summary>The limits as configured.</summary>
    public static StreamLimits Of(AdmissionSettings settings) =>
        new(settings.FrameRate, settings.RawByteRate, settings.MessageTimeout);
}
