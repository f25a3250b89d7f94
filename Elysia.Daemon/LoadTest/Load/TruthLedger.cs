using System.Runtime.InteropServices;
using Elysia.Diff;

namespace Elysia.LoadTest.Load;

/// <summary>The published pictures: each one that differs from the one before, with the time of its tick.</summary>
/// <remarks>
/// Single-threaded. A ring of the last <see cref="Capacity"/> changes in the order of their times. The reference
/// viewer's pictures are the truth. A tick that it has not seen (yet) is taken from the first viewer that has, as a
/// claim: enough to know that a newer state exists, not enough to call another picture wrong. A viewer that lags may be
/// brought to a tick in which nothing changed; that is not a new state, so it is not kept.
/// </remarks>
internal sealed class TruthLedger
{
    /// <summary>The number of changes kept: 136 s at 60 Hz, far longer than a viewer sleeps. A power of two.</summary>
    public const int Capacity = 8192;

    private readonly Entry[] _ring = new Entry[Capacity];
    private long _count;
    private long _newestTruth;

    private long Oldest => Math.Max(0, _count - Capacity);

    /// <summary>Records, as a claim, the picture of a tick that a viewer other than the reference shows.</summary>
    /// <param name="t">The tick's time in nanoseconds.</param>
    /// <param name="picture">The picture.</param>
    public void Claim(long t, in FieldValues<int> picture)
    {
        long index = FirstAfter(t);
        bool isKnown = index > Oldest && (At(index - 1).T == t || Same(in At(index - 1).Picture, in picture));
        if (!isKnown)
        {
            Insert(index, new Entry { T = t, Picture = picture });
        }
    }

    /// <summary>Records, as truth, the picture of a tick that the reference viewer shows.</summary>
    public void Record(long t, in FieldValues<int> picture)
    {
        _newestTruth = Math.Max(_newestTruth, t);
        var entry = new Entry { T = t, IsTruth = true, Picture = picture };
        long index = FirstAfter(t);
        if (index > Oldest && At(index - 1).T == t)
        {
            At(index - 1) = entry;
        }
        else
        {
            Insert(index, entry);
        }
    }

    /// <summary>Gets the true picture of a tick: that of the last change up to it.</summary>
    /// <returns>False if it is not known: the reference viewer has not reached that tick, or missed that
    /// change.</returns>
    public bool TryGetTruth(long t, out FieldValues<int> picture)
    {
        long index = FirstAfter(t) - 1;
        bool isKnown = t <= _newestTruth && index >= Oldest && At(index).IsTruth;
        picture = isKnown ? At(index).Picture : default;
        return isKnown;
    }

    /// <summary>Returns the time of the first change after <paramref name="t"/>, when a picture of t stopped being the
    /// latest.</summary>
    /// <returns>That time, or <see cref="long.MaxValue"/> if none is known.</returns>
    public long NextAfter(long t)
    {
        long index = FirstAfter(t);
        return index < _count ? At(index).T : long.MaxValue;
    }

    internal static bool Same(in FieldValues<int> one, in FieldValues<int> other) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in one, 1))
            .SequenceEqual(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in other, 1)));

    private ref Entry At(long index) => ref _ring[index & (Capacity - 1)];

    private long FirstAfter(long t)
    {
        // Nearly every lookup is for one of the last two ticks.
        for (int back = 0; back < 3; back++)
        {
            long index = _count - back;
            if (index <= Oldest || At(index - 1).T <= t)
            {
                return index;
            }
        }

        long low = Oldest;
        long high = _count - 3;
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (At(middle).T <= t)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Insert(long index, in Entry entry)
    {
        if (index == Oldest && _count >= Capacity)
        {
            // Older than every change kept, so it would be the first to be dropped.
            return;
        }

        for (long i = _count++; i > index; i--)
        {
            At(i) = At(i - 1);
        }

        At(index) = entry;
    }

    private struct Entry
    {
        public long T;
        public bool IsTruth;
        public FieldValues<int> Picture;
    }
}
