using Elysia.LoadTest.Load;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.State;

namespace Elysia.LoadTest.Viewers;

/// <summary>Observes viewers of protocol 2: counts their state messages and, for a reference viewer that reads binary
/// messages, keeps the motions and compares their digest with the server's.</summary>
/// <remarks>Used by the loop's thread. Motions carry no stamp of the machine's clock, so ages are not
/// measured.</remarks>
/// <param name="tally">The counts.</param>
internal sealed class MotionObserver(LoadTally tally)
{
    private readonly FieldMotion?[] _motions = new FieldMotion?[Field.Count];
    private long _checked;
    private long _unchecked;
    private long _wrong;

    /// <summary>The compared digests, and the messages with a digest that was not compared.</summary>
    public TruthFigures Figures => new(_checked, _unchecked, _wrong, _wrong > 0 ? 1 : 0, 0, []);

    /// <summary>Counts a message if it is a state message.</summary>
    /// <returns>Whether it is a state message.</returns>
    public bool TryTake(Viewer viewer, in ServerFrame frame)
    {
        if (frame.Opcode == ServerFrame.Text && !IsState(frame.Payload))
        {
            return false;
        }

        tally.Frames++;
        tally.HealthyFrames += viewer.IsHealthy ? 1 : 0;
        if (frame.Opcode == ServerFrame.Binary && viewer.Kind == ViewerKind.Reference)
        {
            Compare(BinaryMotionDecoder.Decode(frame.Payload));
        }
        else
        {
            _unchecked++;
        }

        return true;
    }

    private static bool IsState(ReadOnlySpan<byte> json) =>
        json.StartsWith("{\"type\":\"keyframe\""u8) || json.StartsWith("{\"type\":\"delta\""u8)
        || json.StartsWith("{\"type\":\"digest\""u8);

    private void Compare(MotionMessage? message)
    {
        foreach ((FieldId field, FieldMotion motion) in message?.Motions ?? new Dictionary<FieldId, FieldMotion>())
        {
            _motions[(int)field] = motion;
        }

        if (message is { Digest: null })
        {
            return;
        }

        var digest = new MotionDigest();
        foreach (FieldMotion? motion in _motions)
        {
            motion?.AddTo(ref digest);
        }

        _checked++;
        _wrong += digest.Value == message?.Digest ? 0 : 1;
    }
}
