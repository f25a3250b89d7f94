namespace Elysia.Protocol;

/// <summary>What a new viewer is told of the rules; one that resumes knows them.</summary>
/// <param name="Heartbeat">The longest silence of a live connection.</param>
/// <param name="Threshold">How far a picture may be from the truth.</param>
public sealed record HelloLimits(TimeSpan Heartbeat, double Threshold);
