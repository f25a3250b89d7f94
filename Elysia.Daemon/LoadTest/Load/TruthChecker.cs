using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Load;

/// <summary>Compares viewers' pictures with those of the reference viewer at the same tick.</summary>
/// <remarks>
/// One thread. A viewer's picture is checked when its next message comes, just before that changes it: by then the
/// reference viewer has had a tick's time to receive the same picture, so nothing has to be queued.
/// </remarks>
/// <param name="ledger">Where the truth is.</param>
/// <param name="threshold">How far a value may be off, as the daemon's own delta threshold.</param>
internal sealed class TruthChecker(TruthLedger ledger, double threshold)
{
    /// <summary>How many wrong pictures are kept for the report; all are counted.</summary>
    public const int ExamplesMax = 10;

    private readonly int _thresholdMicros = FixedPoint.FromDouble(threshold);
    private readonly List<PictureMismatch> _examples = new(ExamplesMax);
    private readonly HashSet<int> _viewers = [];
    private long _checked;
    private long _unchecked;
    private long _wrong;
    private int _maxDistanceMicros;

    /// <summary>What came out so far.</summary>
    public TruthFigures Figures => new(
        _checked, _unchecked, _wrong, _viewers.Count, FixedPoint.ToDouble(_maxDistanceMicros), [.. _examples]);

    /// <summary>Checks one picture.</summary>
    /// <param name="viewer">Whose.</param>
    /// <param name="t">Which tick it is of.</param>
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

/// <summary>Whether viewers saw what was published.</summary>
/// <param name="Checked">Pictures compared with the reference viewer's of the same tick.</param>
/// <param name="Unchecked">Pictures of ticks that the reference viewer never showed.</param>
/// <param name="Wrong">Pictures further off than the threshold in any field.</param>
/// <param name="WrongViewers">How many viewers ever had one.</param>
/// <param name="MaxDistance">The greatest distance seen in any field of any picture.</param>
/// <param name="Examples">The first wrong ones; at most <see cref="TruthChecker.ExamplesMax"/>.</param>
internal sealed record TruthFigures(
    long Checked, long Unchecked, long Wrong, int WrongViewers, double MaxDistance, IReadOnlyList<PictureMismatch> Examples);

/// <summary>A picture that was further from the published truth than the threshold.</summary>
/// <param name="Viewer">Which viewer, counted from 0, the reference viewer.</param>
/// <param name="T">The tick it was a picture of, in nanoseconds.</param>
/// <param name="Field">The field furthest off.</param>
/// <param name="Shown">What the viewer had.</param>
/// <param name="Truth">What the reference viewer had at that tick.</param>
internal sealed record PictureMismatch(int Viewer, long T, FieldId Field, double Shown, double Truth);
