using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V1;

/// <summary>Protocol 1, which sends sampled values: the untyped state, then the full state, then the fields that
/// changed.</summary>
internal sealed class ProtocolV1 : IClientProtocol
{
    private readonly bool _stamped;

    private ProtocolV1(bool stamped) => _stamped = stamped;

    /// <summary>The protocol as the reference speaks it.</summary>
    public static ProtocolV1 Plain { get; } = new(stamped: false);

    /// <summary>The protocol with the time of the tick in every state message.</summary>
    public static ProtocolV1 Stamped { get; } = new(stamped: true);

    /// <inheritdoc/>
    public bool IsMostlyQuiet => false;

    /// <inheritdoc/>
    public Greeting Greet(EncodedTick frames, string session, ResumePoint? point) =>
        new(frames.Greeting, frames.Published.Tick, HasPicture: false);

    /// <inheritdoc/>
    public Frame Full(EncodedTick frames) => frames.Full(_stamped);

    /// <inheritdoc/>
    public Frame? Since(EncodedTick frames, long baseTick, bool whole)
    {
        FieldMask missing = frames.Published.Since(baseTick);
        return missing.IsEmpty ? null : whole ? frames.Full(_stamped) : frames.Delta(missing, _stamped);
    }

    /// <inheritdoc/>
    public Frame Speech(SpeechMessage speech) => EventEncoder.Speech(speech);

    /// <inheritdoc/>
    public Frame? GoingAway(TimeSpan comeBack) => null;
}
