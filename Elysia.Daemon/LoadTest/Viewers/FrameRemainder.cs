namespace Elysia.LoadTest.Viewers;

/// <summary>The beginning of an incomplete frame. Empty, and without an array, for nearly every viewer.</summary>
internal sealed class FrameRemainder
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Appends new bytes to those kept.</summary>
    /// <returns>All of them; valid until the next call.</returns>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> received)
    {
        if (_length == 0)
        {
            return received;
        }

        int all = _length + received.Length;
        if (_bytes.Length < all)
        {
            Array.Resize(ref _bytes, Math.Max(all, 256));
        }

        received.CopyTo(_bytes.AsSpan(_length));
        _length = all;
        return _bytes.AsSpan(0, all);
    }

    /// <summary>Keeps the unused rest of the last <see cref="Join"/>. Bounded by the maximum length of a
    /// frame.</summary>
    public void Keep(ReadOnlySpan<byte> rest)
    {
        if (_bytes.Length < rest.Length)
        {
            _bytes = rest.ToArray();
        }
        else
        {
            // The rest may overlap the same array; CopyTo allows that.
            rest.CopyTo(_bytes);
        }

        _length = rest.Length;
    }
}
