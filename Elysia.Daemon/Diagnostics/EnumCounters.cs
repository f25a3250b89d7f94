using System.Runtime.CompilerServices;

namespace Elysia.Diagnostics;

/// <summary>One counter for each member of an enumeration whose members are 0, 1, 2 and so on.</summary>
/// <remarks>Counting and reading neither box nor allocate. Any thread may read.</remarks>
internal sealed class EnumCounters<TEnum>
    where TEnum : unmanaged, Enum
{
    private readonly long[] _counts = new long[Enum.GetValues<TEnum>().Length];

    /// <summary>The counter of a member.</summary>
    public long this[TEnum member] => Volatile.Read(ref _counts[IndexOf(member)]);

    /// <summary>Adds one. Safe to call from any thread.</summary>
    public void Increment(TEnum member) => Interlocked.Increment(ref _counts[IndexOf(member)]);

    /// <summary>Adds one without the cost of an interlocked write, for counters that only one thread writes.</summary>
    public void IncrementAlone(TEnum member) => _counts[IndexOf(member)]++;

    // The size is a constant for the compiler, so only one of the two branches remains.
    private static int IndexOf(TEnum member) => Unsafe.SizeOf<TEnum>() == sizeof(byte)
        ? Unsafe.BitCast<TEnum, byte>(member) : Unsafe.BitCast<TEnum, int>(member);
}
