namespace Elysia.Admission;

/// <summary>How much one client may say.</summary>
/// <param name="PerSecond">Messages in any second. Default 10, the reference's.</param>
/// <param name="PerMinute">Messages in any minute. Default 60, the reference's.</param>
/// <param name="PushesPerSecond">Mood pushes in any second, counted apart. Default 120: an engine may drive at display
/// rate.</param>
public sealed record MessageLimits(int PerSecond = 10, int PerMinute = 60, int PushesPerSecond = 120);
