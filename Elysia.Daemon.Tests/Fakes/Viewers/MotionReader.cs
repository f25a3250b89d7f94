using System.Text.Json;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>Reads the motions of `elysia.v2.json` from the description in docs/PROTOCOL.md.</summary>
internal static class MotionReader
{
    private const int DefaultTauMs = 60;

    /// <summary>Returns the field with a name on the wire.</summary>
    public static FieldId FieldOf(string name) => AvatarStates.Fields.Single(f => Field.Name(f) == name);

    /// <summary>Converts milliseconds on the wire to microseconds.</summary>
    public static long Us(JsonElement milliseconds) => (long)Math.Round(milliseconds.GetDouble() * 1000);

    /// <summary>Returns a state message as text that holds everything in it.</summary>
    public static string Read(JsonElement message)
    {
        long us = Us(message.GetProperty("t"));
        return Text(new MotionMessage(
            message.GetProperty("type").GetString() switch
            {
                "keyframe" => FrameKind.Full,
                "delta" => FrameKind.Delta,
                _ => FrameKind.Digest,
            },
            message.GetProperty("tick").GetInt64(),
            us,
            message.TryGetProperty("motion", out JsonElement motion)
                ? motion.EnumerateObject().ToDictionary(p => FieldOf(p.Name), p => Read(FieldOf(p.Name), p.Value, us)) : [],
            message.TryGetProperty("digest", out JsonElement digest)
                ? Convert.ToUInt32(digest.GetString(), 16) : null));
    }

    /// <summary>Returns a state message as text that holds everything in it.</summary>
    public static string Text(MotionMessage message) => string.Join('\n', message.Motions
        .OrderBy(m => m.Key)
        .Select(m => $"{m.Key} {m.Value} {string.Join(' ', (m.Value as CurveMotion)?.Keys ?? [])}")
        .Prepend($"{message.Kind} {message.Tick} {message.Us} {message.Digest:x8}"));

    /// <summary>Reads the motion of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value in a message.</param>
    /// <param name="tUs">The time of the message.</param>
    public static FieldMotion Read(FieldId field, JsonElement value, long tUs)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return new HoldMotion(tUs, Micros(value));
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            JsonElement[] keys = [.. value.GetProperty("keys").EnumerateArray()];
            long curveAgo = value.TryGetProperty("ago", out JsonElement ago) ? Us(ago) : 0;
            var read = new List<CurveKey> { new(0, Micros(keys[0]), Micros(keys[1])) };
            for (int i = 2; i < keys.Length; i += 3)
            {
                read.Add(new CurveKey(keys[i].GetInt32(), Micros(keys[i + 1]), Micros(keys[i + 2])));
            }

            return new CurveMotion(tUs - curveAgo, read);
        }

        JsonElement[] parts = [.. value.EnumerateArray()];
        int at = field == FieldId.Beat ? 3 : 2;
        int velocity = parts.Length > at ? Micros(parts[at]) : 0;
        int tauMs = parts.Length > at + 1 ? parts[at + 1].GetInt32() : DefaultTauMs;
        long startUs = tUs - (parts.Length > at + 2 ? Us(parts[at + 2]) : 0);
        return field == FieldId.Beat
            ? new HeartbeatMotion(
                startUs, Micros(parts[1]), Micros(parts.Length > 2 ? parts[2] : parts[0]), velocity, Micros(parts[0]), tauMs)
            : new DampedMotion(startUs, Micros(parts[1]), velocity, Micros(parts[0]), tauMs);
    }

    private static int Micros(JsonElement value) => (int)Math.Round(value.GetDouble() * 1_000_000);
}
