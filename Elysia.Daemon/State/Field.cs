namespace Elysia.State;

/// <summary>What is known of each <see cref="FieldId"/>: its name on the wire and its range.</summary>
internal static class Field
{
    /// <summary>How many fields there are.</summary>
    public const int Count = 12;

    /// <summary>How many of them, counted from the first, belong to the expression; the rest are spirits.</summary>
    public const int ExpressionCount = 5;

    private static readonly string[] Names =
    [
        "mouth_curve", "eye_open", "brow_furrow", "beat", "mouth_width",
        "fire", "water", "earth", "air", "light", "dark", "aether",
    ];

    /// <summary>The name on the wire, as the reference has it.</summary>
    public static string Name(FieldId field) => Names[(int)field];

    /// <summary>The least value that may leave the server.</summary>
    public static double Min(FieldId field) => field == FieldId.MouthCurve ? -1 : 0;

    /// <summary>The greatest value that may leave the server.</summary>
    public static double Max(FieldId field) => field >= 0 ? 1 : throw new ArgumentOutOfRangeException(nameof(field));

    /// <summary>Brings a value into the field's range.</summary>
    /// <returns>The nearest value in range; the least one for NaN, which has no nearest.</returns>
    public static double Clamp(FieldId field, double value) =>
        double.IsNaN(value) ? Min(field) : Math.Clamp(value, Min(field), Max(field));
}
