namespace Elysia.Fanout;

/// <summary>What became of a viewer that came back with a picture.</summary>
public enum ResumeOutcome
{
    /// <summary>It went on from there.</summary>
    Resumed,

    /// <summary>Its picture is another run's, so it was greeted as a stranger: after a restart, all are.</summary>
    AnotherEpoch,
}
