namespace Elysia.State;

/// <summary>The seven elemental spirits, each 0..1.</summary>
/// <remarks>A plain value: it accepts any number; published values are clamped by <see cref="Field.Clamp"/>.</remarks>
/// <param name="Fire">Passion. Default 0.1.</param>
/// <param name="Water">Calm. Default 0.1.</param>
/// <param name="Earth">Stability. Default 0.3.</param>
/// <param name="Air">Communication. Default 0.2.</param>
/// <param name="Light">Clarity. Default 0.2.</param>
/// <param name="Dark">Introspection. Default 0.1.</param>
/// <param name="Aether">Transcendence. Default 0.1.</param>
internal readonly record struct Spirits(
    double Fire, double Water, double Earth, double Air, double Light, double Dark, double Aether)
{
    /// <summary>The spirits before any mood has changed them.</summary>
    public static Spirits Default { get; } = new(0.1, 0.1, 0.3, 0.2, 0.2, 0.1, 0.1);
}
