using Elysia.State;

namespace Elysia.Bench.Load;

/// <summary>A picture that was further from the published truth than the threshold.</summary>
/// <param name="Viewer">Which viewer, counted from 0, the reference viewer.</param>
/// <param name="T">The tick it was a picture of, in nanoseconds.</param>
/// <param name="Field">The field furthest off.</param>
/// <param name="Shown">What the viewer had.</param>
/// <param name="Truth">What the reference viewer had at that tick.</param>
public sealed record WrongPicture(int Viewer, long T, FieldId Field, double Shown, double Truth);
