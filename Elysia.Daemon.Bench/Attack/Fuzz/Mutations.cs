using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Bench.Attack.Fuzz;

/// <summary>Generates changes to bytes that do not depend on their meaning.</summary>
internal static class Mutations
{
    private const int Scale = 1000;
    private const int PieceMax = 12;

    /// <summary>One change at one place: a byte inserted, overwritten or flipped; a piece removed, duplicated or moved
    /// to the end.</summary>
    public static Gen<Func<byte[], byte[]>> Any { get; } =
        from kind in Gen.Choose(0, 5)
        from share in Gen.Choose(0, Scale - 1)
        from length in Gen.Choose(1, PieceMax)
        from value in Gen.Choose(0, byte.MaxValue)
        select new Func<byte[], byte[]>(bytes => Apply(bytes, kind, bytes.Length * share / Scale, length, (byte)value));

    /// <summary>Generates the bytes after some changes.</summary>
    public static Gen<byte[]> Mutate(Gen<byte[]> bytes, int countMax) =>
        from start in bytes
        from count in Gen.Choose(0, countMax)
        from changes in Gen.ArrayOf(Any, count)
        select changes.Aggregate(start, (now, change) => change(now));

    private static byte[] Apply(byte[] bytes, int kind, int at, int length, byte value)
    {
        int end = Math.Min(bytes.Length, at + length);
        if (at == end)
        {
            return [.. bytes, value];
        }

        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[at..]],
            1 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (value & 7))), .. bytes[(at + 1)..]],
            3 => [.. bytes[..at], .. bytes[end..]],
            4 => [.. bytes[..end], .. bytes[at..]],
            _ => [.. bytes[..at], .. bytes[end..], .. bytes[at..end]],
        };
    }
}
