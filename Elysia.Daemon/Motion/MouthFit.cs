using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>Converts the timeline of her mouth to a motion with the same keys, so that the curve is right to its end.
/// Pure.</summary>
/// <param name="threshold">The maximum difference between what a viewer shows and the true value.</param>
/// <param name="clock">Server time.</param>
internal sealed class MouthFit(DeltaThreshold threshold, MotionClock clock)
{
    /// <summary>Returns the motion of her mouth from now on.</summary>
    /// <param name="timeline">The timeline that her mouth follows; null for none.</param>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    /// <returns>Null when she does not speak.</returns>
    public CurveMotion? Of(VisemeTimeline? timeline, long timestamp)
    {
        if (timeline is null || timeline.Count == 0)
        {
            return null;
        }

        // Begins with the key before the current time: there its slope is 0, and all others are whole milliseconds
        // away.
        int first = Math.Max(0, timeline.IndexAt(timestamp));
        var keys = new List<CurveKey>(Math.Min(timeline.Count - first, CurveMotion.KeysMax));
        for (int i = first; i < timeline.Count && keys.Count < CurveMotion.KeysMax; i++)
        {
            int micros = FixedPoint.RoundTo(FixedPoint.FromDouble(timeline[i].Viseme.Open), CurveFit.ValueQuantum(threshold));
            keys.Add(new CurveKey(i == first ? 0 : timeline.AfterMs(i), micros, 0));
        }

        return new CurveMotion(clock.UsOf(timeline.TimestampOf(first)), keys);
    }
}
