using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Load;

/// <summary>Compares viewers' pictures with the reference viewer's picture of the same tick.</summary>
/// <remarks>
/// Single-threaded. A viewer's picture is checked when its next message arrives, just before that message changes it:
/// by then the reference viewer has had one tick's time to receive the same picture, so nothing has to be queued.
/// </remarks>
/// <param name="ledger">The published pictures.</param>
/// <param name="threshold">The maximum error of a value, usually the daemon's own delta threshold.</param>
internal sealed class TruthChecker(TruthLedger ledger, double threshold)
{
    /// <summary>The maximum number of wrong pictures kept for the report; all are counted.</summary>
    public const int ExamplesMax = 10;

    private readonly int _thresholdMicros = FixedPoint.FromDouble(threshold);
    private readonly List<PictureMismatch> _examples = new(ExamplesMax);
    private readonly HashSet<int> _viewers = [];
    private long _checked;
    private long _unchecked;
    private long _wrong;
    private int _maxDistanceMicros;

    /// <summary>The result so far.</summary>
    public TruthFigures Figures => new(
        _checked, _unchecked, _wrong, _viewers.Count, FixedPoint.ToDouble(_maxDistanceMicros), [.. _examples]);

    /// <summary>Checks a picture.</summary>
    /// <param name="viewer">The viewer's index.</param>
    /// <param name="t">The time of the picture's tick, in nanoseconds.</param>
    /// <param name="picture">The picture, in millionths.</param>
    public void Check(int viewer, long t, in FieldValues<int> picture)
    {
        if (!ledger.TryGetTruth(t, out FieldValues<int> truth))
        {
            _unchecked++;
            return;
        }

        _checked++;
        if (!TruthLedger.Same(in picture, in truth))
        {
            Compare(viewer, t, in picture, in truth);
        }
    }

    private void Compare(int viewer, long t, in FieldValues<int> picture, in FieldValues<int> truth)
    {
        int worst = 0;
        int distance = -1;
        for (int i = 0; i < Field.Count; i++)
        {
            int off = Math.Abs(picture[i] - truth[i]);
            (worst, distance) = off > distance ? (i, off) : (worst, distance);
        }

        _maxDistanceMicros = Math.Max(_maxDistanceMicros, distance);
        if (distance <= _thresholdMicros)
        {
            return;
        }

        _wrong++;
        _viewers.Add(viewer);
        if (_examples.Count < ExamplesMax)
        {
            _examples.Add(new PictureMismatch(
                viewer, t, (FieldId)worst, FixedPoint.ToDouble(picture[worst]), FixedPoint.ToDouble(truth[worst])));
        }
    }
}

/// <summary>The comparison of the viewers' pictures with the reference viewer's.</summary>
/// <param name="Checked">Pictures compared with the reference viewer's of the same tick.</param>
/// <param name="Unchecked">Pictures of ticks that the reference viewer never showed.</param>
/// <param name="Wrong">Pictures that differ by more than the threshold in any field.</param>
/// <param name="WrongViewers">The number of viewers that ever showed a wrong picture.</param>
/// <param name="MaxDistance">The maximum difference in any field of any picture.</param>
/// <param name="Examples">The first wrong pictures; at most <see cref="TruthChecker.ExamplesMax"/>.</param>
internal sealed record TruthFigures(
    long Checked, long Unchecked, long Wrong, int WrongViewers, double MaxDistance, IReadOnlyList<PictureMismatch> Examples);

/// <summary>A picture that differed from the published one by more than the threshold.</summary>
/// <param name="Viewer">The viewer's index; 0 is the reference viewer.</param>
/// <param name="T">The time of the picture's tick, in nanoseconds.</param>
/// <param name="Field">The field with the greatest difference.</param>
/// <param name="Shown">The viewer's value.</param>
/// <param name="Truth">The reference viewer's value at that tick.</param>
internal sealed record PictureMismatch(int Viewer, long T, FieldId Field, double Shown, double Truth);
