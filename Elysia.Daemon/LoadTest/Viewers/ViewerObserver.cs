using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Viewers;

/// <summary>Applies messages to a viewer's picture, and measures the picture's age and error.</summary>
/// <remarks>
/// Used by the loop's thread. There are two ages. The <b>frame age</b> is the age of a state when it is read: now -
/// "t". The <b>shown age</b> is taken at the viewer's own display instants (60 Hz, spread over the viewers): the time
/// since a state newer than the shown one was published; 0 if the shown one is the latest. So neither the tick rate nor
/// a moment in which nothing changes makes a picture old, but a frame that never arrives does.
/// </remarks>
/// <param name="tally">The counts and ages.</param>
/// <param name="ledger">The published pictures.</param>
/// <param name="checker">Checks the pictures.</param>
internal sealed class ViewerObserver(LoadTally tally, TruthLedger ledger, TruthChecker checker)
{
    /// <summary>Time between two display instants of one viewer: a 60 Hz screen.</summary>
    public const long DisplayPeriod = 1_000_000_000 / 60;

    /// <summary>Applies a state message.</summary>
    /// <param name="viewer">The viewer that read it.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">The time at which it was read.</param>
    public void Apply(Viewer viewer, in StateMessage message, long now)
    {
        Count(viewer);
        if (message.T == 0)
        {
            // The first message, or a server that does not stamp: neither the age nor the truth of the picture can be
            // known.
            Draw(viewer, in message);
            return;
        }

        if (viewer.T != 0)
        {
            checker.Check(viewer.Index, viewer.T, in viewer.Picture);
        }

        Display(viewer, message.T, now);
        Draw(viewer, in message);
        viewer.T = message.T;
        if (viewer.Kind == ViewerKind.Reference)
        {
            ledger.Record(message.T, in viewer.Picture);
        }
        else
        {
            ledger.Claim(message.T, in viewer.Picture);
        }

        if (viewer.IsHealthy)
        {
            tally.FrameAge.Record(now - message.T);
        }
        else
        {
            Awaken(viewer, message.T, now);
        }
    }

    /// <summary>Accounts for the display instants since the viewer's last message.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="now">The end of the interval.</param>
    public void Observe(Viewer viewer, long now) => Display(viewer, long.MaxValue, now);

    /// <summary>Starts the display instants of a viewer (again): the next one lies after <paramref
    /// name="now"/>.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="now">The start time.</param>
    /// <param name="phase">Position of the first instant in the display's period. Range 0..1.</param>
    public static void Begin(Viewer viewer, long now, double phase) =>
        viewer.NextDisplay = now + 1 + (long)(phase * DisplayPeriod);

    private static void Draw(Viewer viewer, in StateMessage message)
    {
        for (int bits = message.Mask.Bits; bits != 0; bits &= bits - 1)
        {
            int field = System.Numerics.BitOperations.TrailingZeroCount(bits);
            viewer.Picture[field] = message.Micros[field];
        }
    }

    private void Count(Viewer viewer)
    {
        tally.Frames++;
        if (viewer.IsHealthy)
        {
            tally.HealthyFrames++;
        }
    }

    /// <param name="viewer">The viewer.</param>
    /// <param name="following">Time of the next state: something changed by then at the latest, even if the ledger does
    /// not know it yet.</param>
    /// <param name="now">The end of the interval.</param>
    private void Display(Viewer viewer, long following, long now)
    {
        bool isAwake = viewer.IsHealthy || viewer.Wake >= WakePhase.CatchingUp;
        if (viewer.T == 0 || !isAwake || viewer.NextDisplay > now)
        {
            return;
        }

        long overtaken = Math.Min(ledger.NextAfter(viewer.T), following);
        Histogram ages = viewer.IsHealthy ? tally.ShownAge : tally.ShownAgeAwake;
        for (; viewer.NextDisplay <= now; viewer.NextDisplay += DisplayPeriod)
        {
            ages.Record(overtaken == long.MaxValue ? 0 : viewer.NextDisplay - overtaken);
        }
    }

    private void Awaken(Viewer viewer, long t, long now)
    {
        if (viewer.Wake == WakePhase.Woken)
        {
            tally.WakeFirstFrameAge.Record(now - t);
            viewer.Wake = WakePhase.CatchingUp;
            Begin(viewer, now, phase: 0);
        }

        if (viewer.Wake == WakePhase.CatchingUp && t >= viewer.WokeAt)
        {
            tally.WakeCatchUp.Record(now - viewer.WokeAt);
            viewer.Wake = WakePhase.Current;
        }
    }
}
