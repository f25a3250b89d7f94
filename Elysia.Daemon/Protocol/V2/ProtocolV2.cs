using Elysia.Motion;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>Protocol 2: motions. A hello, then a keyframe, or for one who was here before what it missed.</summary>
/// <param name="form">How they are written.</param>
/// <param name="epoch">Names this run of the daemon.</param>
/// <param name="heartbeat">The longest silence of a live connection.</param>
/// <param name="threshold">How far a picture may be from the truth.</param>
internal sealed class ProtocolV2(MotionForm form, string epoch, TimeSpan heartbeat, double threshold) : IClientProtocol
{
    /// <inheritdoc/>
    public bool IsMostlyQuiet => true;

    /// <inheritdoc/>
    public Greeting Greet(EncodedTick frames, string session, ResumePoint? point)
    {
        MotionTick now = frames.Motions.Tick;
        bool known = point is not null && point.Epoch == epoch && point.Tick >= 1 && point.Tick <= now.Tick;
        Frame hello = SessionEncoder.Hello(epoch, now, session, known ? null : new HelloLimits(heartbeat, threshold));

        // One tick back, so that the keyframe follows at once.
        return new Greeting(hello, known ? point!.Tick : now.Tick - 1, known);
    }

    /// <inheritdoc/>
    public Frame Full(EncodedTick frames) => frames.Motions.Keyframe(form);

    /// <inheritdoc/>
    public Frame? Since(EncodedTick frames, long baseTick, bool whole) => frames.Motions.Since(form, baseTick, whole);

    /// <inheritdoc/>
    public Frame Speech(SpeechMessage speech) => EventEncoder.BriefSpeech(speech);

    /// <inheritdoc/>
    public Frame? GoingAway(TimeSpan comeBack) => SessionEncoder.GoingAway(comeBack);
}

/// <summary>How the state messages of protocol 2 are written. All else is JSON in both.</summary>
internal enum MotionForm
{
    /// <summary>`elysia.v2.json`: for people to read and for programs of an afternoon.</summary>
    Json,

    /// <summary>`elysia.v2.bin`: the same in a fifth of the bytes.</summary>
    Binary,
}
