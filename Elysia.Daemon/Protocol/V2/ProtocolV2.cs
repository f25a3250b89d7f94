using Elysia.Motion;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>Protocol 2, which sends motions: a hello, then a keyframe, or for a viewer that resumes, the motions that
/// it missed.</summary>
/// <param name="form">The form of the state messages.</param>
/// <param name="epoch">The identifier of this run of the daemon.</param>
/// <param name="heartbeat">The maximum time between two messages on a live connection.</param>
/// <param name="threshold">The maximum difference between what a viewer shows and the true value.</param>
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

        // The previous tick, so that the keyframe follows at once.
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

/// <summary>The encodings of the state messages of protocol 2. All other messages are JSON in both.</summary>
internal enum MotionForm
{
    /// <summary>`elysia.v2.json`: easy to read, and to write a simple client for.</summary>
    Json,

    /// <summary>`elysia.v2.bin`: the same content in a fifth of the bytes.</summary>
    Binary,
}
