using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Viewers;

/// <summary>What a viewer sees: applies messages to its picture, and measures how old and how true that picture is.</summary>
/// <remarks>
/// The loop's thread. Two ages are told apart. The <b>frame age</b> is that of a state when it is read: now - "t". The
/// <b>shown age</b> is taken at the viewer's own display instants (60 Hz, spread over the viewers): for how long a newer
/// state than the shown one had been published; 0 when the shown one is the latest. So neither the tick rate nor a moment in
/// which nothing changes makes a picture old, and a frame that never comes does.
/// </remarks>
/// <param name="tally">Where the measures go.</param>
/// <param name="ledger">What was published when.</param>
/// <param name="checker">What judges pictures.</param>
internal sealed class ViewerObserver(LoadTally tally, TruthLedger ledger, TruthChecker checker)
{
    /// <summary>Time between two display instants of one viewer: a 60 Hz screen.</summary>
    public const long DisplayPeriod = 1_000_000_000 / 60;

    /// <summary>Takes a state message in.</summary>
    /// <param name="viewer">Who read it.</param>
    /// <param name="message">What it says.</param>
    /// <param name="now">When it was read.</param>
    public void Apply(Viewer viewer, in StateMessage message, long now)
    {
        Count(viewer);
        if (message.T == 0)
        {
            // The greeting, or a server that does not stamp: no age and no truth can be known of the picture it makes.
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

    /// <summary>Takes the display instants into account that passed since the viewer's last message.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="now">Up to when.</param>
    public void Observe(Viewer viewer, long now) => Display(viewer, long.MaxValue, now);

    /// <summary>The viewer begins to look (again): its next display instant lies after <paramref name="now"/>.</summary>
    /// <param name="viewer">Who.</param>
    /// <param name="now">From when.</param>
    /// <param name="phase">0..1: where in the display's period the first instant lies.</param>
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

    /// <param name="viewer">Who looks.</param>
    /// <param name="following">Time of the state that comes next: something changed by then at the latest, even when the
    /// ledger does not know it yet.</param>
    /// <param name="now">Up to when.</param>
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
