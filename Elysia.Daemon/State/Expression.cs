namespace Elysia.State;

/// <summary>The five values a viewer draws as her face.</summary>
/// <remarks>A plain value: it accepts any number; published values are clamped by <see cref="Field.Clamp"/>.</remarks>
/// <param name="MouthCurve">Corners of the mouth, -1 (sad) to 1 (smile). Default 0.</param>
/// <param name="EyeOpen">Lids, 0 (closed) to 1 (open). Default 1.</param>
/// <param name="BrowFurrow">Brows, 0 (smooth) to 1 (furrowed). Default 0.</param>
/// <param name="Beat">Heartbeat animation, 0..1. Default 0.</param>
/// <param name="MouthWidth">Viseme, 0..1; viewers of the reference use it as the opening of the mouth. Default
/// 0.</param>
internal readonly record struct Expression(
    double MouthCurve, double EyeOpen, double BrowFurrow, double Beat, double MouthWidth)
{
    /// <summary>The face before any mood has been mapped onto it.</summary>
    public static Expression Default { get; } = new(0, 1, 0, 0, 0);
}
