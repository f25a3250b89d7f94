namespace Elysia.State;

/// <summary>A set of fields, one bit each (<see cref="FieldId"/>).</summary>
/// <param name="Bits">Bit n is set when field n is in the set.</param>
internal readonly record struct FieldMask(ushort Bits)
{
    private const ushort ExpressionBits = (1 << Field.ExpressionCount) - 1;
    private const ushort AllBits = (1 << Field.Count) - 1;

    /// <summary>No field.</summary>
    public static FieldMask None { get; }

    /// <summary>All fields, as in a keyframe.</summary>
    public static FieldMask All { get; } = new(AllBits);

    /// <summary>Whether the set is empty.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Whether any of the five expression fields is in the set.</summary>
    public bool HasExpression => (Bits & ExpressionBits) != 0;

    /// <summary>Whether any of the seven spirits is in the set.</summary>
    public bool HasSpirits => (Bits & ~ExpressionBits & AllBits) != 0;

    /// <summary>Returns whether <paramref name="field"/> is in the set.</summary>
    public bool Has(FieldId field) => (Bits & (1 << (int)field)) != 0;

    /// <summary>Returns the set with all of <paramref name="others"/> added.</summary>
    public FieldMask With(FieldMask others) => new((ushort)(Bits | others.Bits));

    /// <summary>Returns the set with <paramref name="field"/> added.</summary>
    public FieldMask With(FieldId field) => new((ushort)(Bits | (1 << (int)field)));
}
