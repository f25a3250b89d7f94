using Elysia.State;

namespace Elysia.Protocol;

/// <summary>Protocol 1: samples. The untyped state, then the full one, then the fields that moved.</summary>
public sealed class SampleDialect : IStateDialect
{
    private readonly bool _stamped;

    private SampleDialect(bool stamped) => _stamped = stamped;

    /// <summary>As the reference speaks.</summary>
    public static SampleDialect Plain { get; } = new(stamped: false);

    /// <summary>With the tick's time in every state message.</summary>
    public static SampleDialect Stamped { get; } = new(stamped: true);

    /// <inheritdoc/>
    public bool IsMostlyQuiet => false;

    /// <inheritdoc/>
    public Greeting Greet(TickFrames frames, string session, ResumePoint? point) =>
        new(frames.Greeting, frames.Published.Tick, HasPicture: false);

    /// <inheritdoc/>
    public Frame Full(TickFrames frames) => frames.Full(_stamped);

    /// <inheritdoc/>
    public Frame? Since(TickFrames frames, long baseTick, bool whole)
    {
        FieldMask missing = frames.Published.Since(baseTick);
        return missing.IsEmpty ? null : whole ? frames.Full(_stamped) : frames.Delta(missing, _stamped);
    }

    /// <inheritdoc/>
    public Frame Speech(SpeechMessage speech) => EventEncoder.Speech(speech);

    /// <inheritdoc/>
    public Frame? GoingAway(TimeSpan comeBack) => null;
}
