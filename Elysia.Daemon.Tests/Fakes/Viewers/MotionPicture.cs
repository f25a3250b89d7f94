using System.Text.Json;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A viewer of protocol 2 that shows server time with a fixed delay: it parses messages and starts every
/// motion at the motion's own beginning.</summary>
internal sealed class MotionPicture
{
    private readonly List<FieldMotion>[] _motions = [.. AvatarStates.Fields.Select(_ => new List<FieldMotion>())];

    /// <summary>The tick of the last message.</summary>
    public long Tick { get; private set; }

    /// <summary>Its server time in microseconds.</summary>
    public long Us { get; private set; }

    /// <summary>The number of digests that matched this picture's.</summary>
    public int RightDigests { get; private set; }

    /// <summary>The number of digests that did not match.</summary>
    public int WrongDigests { get; private set; }

    /// <summary>Applies a frame.</summary>
    public void Receive(Frame frame)
    {
        if (frame.IsBinary)
        {
            Receive(BinaryMotionDecoder.Decode(frame.Payload.Span)!);
        }
        else
        {
            Receive(Json.Parse(frame.Payload));
        }
    }

    /// <summary>Applies a binary message.</summary>
    public void Receive(MotionMessage message)
    {
        (Tick, Us) = (message.Tick, message.Us);
        if (message.Kind == FrameKind.Full)
        {
            Array.ForEach(_motions, m => m.Clear());
        }

        foreach ((FieldId field, FieldMotion motion) in message.Motions)
        {
            _motions[(int)field].Add(motion);
        }

        Compare(message.Digest?.ToString("x8", null));
    }

    /// <summary>Applies a JSON message that carries state.</summary>
    public void Receive(JsonElement message)
    {
        Tick = message.GetProperty("tick").GetInt64();
        Us = MotionReader.Us(message.GetProperty("t"));
        if (message.GetProperty("type").GetString() == "keyframe")
        {
            Array.ForEach(_motions, m => m.Clear());
        }

        if (message.TryGetProperty("motion", out JsonElement motion))
        {
            foreach (JsonProperty field in motion.EnumerateObject())
            {
                FieldId id = MotionReader.FieldOf(field.Name);
                _motions[(int)id].Add(MotionReader.Read(id, field.Value, Us));
            }
        }

        if (message.TryGetProperty("digest", out JsonElement digest))
        {
            Compare(digest.GetString());
        }
    }

    /// <summary>Returns the digest of the received state.</summary>
    public string Digest()
    {
        var digest = new MotionDigest();
        Array.ForEach(_motions, m => m[^1].AddTo(ref digest));
        return digest.Value.ToString("x8", null);
    }

    /// <summary>Returns the value of a field at a moment of server time.</summary>
    public double At(FieldId field, double us)
    {
        List<FieldMotion> motions = _motions[(int)field];
        FieldMotion shown = motions.LastOrDefault(m => m.StartUs <= us) ?? motions[0];
        return shown.ValueOf(field, us);
    }

    private void Compare(string? digest)
    {
        if (digest is not null)
        {
            bool isRight = digest == Digest();
            RightDigests += isRight ? 1 : 0;
            WrongDigests += isRight ? 0 : 1;
        }
    }
}
