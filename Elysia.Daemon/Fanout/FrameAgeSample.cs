using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>Measures the age of a state frame, from its tick until the kernel has it, when the sender asks for it.</summary>
/// <remarks>A field of the session, its sender's thread only.</remarks>
internal struct FrameAgeSample
{
    // The timestamp of the tick whose frame is being sent; 0 while none is measured.
    private long _tickAt;
    private bool _isRequested;

    /// <summary>Requests that the next state frame is measured.</summary>
    public void Request() => _isRequested = true;

    /// <summary>Begins the measurement with a frame that is about to be sent, if it is the one to measure.</summary>
    public void Begin(Frame frame, EncodedTick? frames)
    {
        if (_isRequested && frame.Kind is (FrameKind.Full or FrameKind.Delta))
        {
            (_isRequested, _tickAt) = (false, frames!.Published.Timestamp);
        }
    }

    /// <summary>Reports the age to the sender, if a frame was being measured: its send has completed.</summary>
    public void End(Sender sender)
    {
        if (_tickAt != 0)
        {
            sender.Aged(sender.Time.GetElapsedTime(_tickAt));
            _tickAt = 0;
        }
    }
}
