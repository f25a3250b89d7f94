namespace Elysia.State;

/// <summary>The name on the wire and the range of each <see cref="FieldId"/>.</summary>
internal static class Field
{
    /// <summary>The number of fields.</summary>
    public const int Count = 12;

    /// <summary>The number of fields, counted from the first, that belong to the expression; the rest are
    /// spirits.</summary>
    public const int ExpressionCount = 5;

    private static readonly string[] Names =
    [
        "mouth_curve", "eye_open", "brow_furrow", "beat", "mouth_width",
        "fire", "water", "earth", "air", "light", "dark", "aether",
    ];

    /// <summary>Returns the name on the wire, the same as in the reference.</summary>
    public static string Name(FieldId field) => Names[(int)field];

    /// <summary>Returns the minimum published value.</summary>
    public static double Min(FieldId field) => field == FieldId.MouthCurve ? -1 : 0;

    /// <summary>Returns the maximum published value.</summary>
    public static double Max(FieldId field) => field >= 0 ? 1 : throw new ArgumentOutOfRangeException(nameof(field));

    /// <summary>Brings a value into the field's range.</summary>
    /// <returns>The nearest value in range; the minimum for NaN, which has no nearest value.</returns>
    public static double Clamp(FieldId field, double value) =>
        double.IsNaN(value) ? Min(field) : Math.Clamp(value, Min(field), Max(field));
}
