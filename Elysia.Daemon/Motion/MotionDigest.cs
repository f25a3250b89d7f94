namespace Elysia.Motion;

/// <summary>A hash of all motions, by which a viewer checks that it has the same motions as the server: FNV-1a over
/// 32-bit words, low byte first.</summary>
/// <remarks>It detects errors, not attacks. 32 bits: wrong motions pass one check in four thousand million.</remarks>
internal struct MotionDigest
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    private uint _hash;

    /// <summary>Creates the digest of nothing.</summary>
    public MotionDigest() => _hash = Basis;

    /// <summary>The digest so far.</summary>
    public readonly uint Value => _hash;

    /// <summary>Adds a number as four bytes.</summary>
    public void Add(int number)
    {
        var word = (uint)number;
        for (int i = 0; i < 4; i++)
        {
            _hash = (_hash ^ (word & 0xFF)) * Prime;
            word >>= 8;
        }
    }

    /// <summary>Adds a time as eight bytes.</summary>
    public void AddTime(long us)
    {
        Add((int)us);
        Add((int)(us >> 32));
    }
}
