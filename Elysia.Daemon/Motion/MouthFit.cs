using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>Tells her mouth as the script has it: the same keys, so that a curve is right to its end. Pure.</summary>
/// <param name="threshold">How far a picture may be from the truth.</param>
/// <param name="clock">Server time.</param>
internal sealed class MouthFit(DeltaThreshold threshold, MotionClock clock)
{
    /// <summary>The motion of her mouth from now on.</summary>
    /// <param name="script">What it follows; null for nothing.</param>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    /// <returns>Null when she does not speak.</returns>
    public CurveMotion? Of(VisemeTimeline? script, long timestamp)
    {
        if (script is null || script.Count == 0)
        {
            return null;
        }

        // It begins with the key before now: there its slope is 0, and all others are whole milliseconds away.
        int first = Math.Max(0, script.IndexAt(timestamp));
        var keys = new List<CurveKey>(Math.Min(script.Count - first, CurveMotion.KeysMax));
        for (int i = first; i < script.Count && keys.Count < CurveMotion.KeysMax; i++)
        {
            int micros = FixedPoint.RoundTo(FixedPoint.FromDouble(script[i].Viseme.Open), CurveFit.ValueQuantum(threshold));
            keys.Add(new CurveKey(i == first ? 0 : script.AfterMs(i), micros, 0));
        }

        return new CurveMotion(clock.UsOf(script.TimestampOf(first)), keys);
    }
}
