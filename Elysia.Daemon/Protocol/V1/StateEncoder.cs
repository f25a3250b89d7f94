using System.Text;
using Elysia.Diff;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V1;

/// <summary>Encodes the state messages of protocol 1. Stateless and pure: the same state and mask give the same
/// bytes.</summary>
internal static class StateEncoder
{
    private const int MaxBytes = 512;

    private static readonly byte[][] Keys = [.. Enumerable.Range(0, Field.Count)
        .Select(i => Encoding.UTF8.GetBytes($"\"{Field.Name((FieldId)i)}\":"))];

    /// <summary>Encodes the untyped state, the first message of every connection.</summary>
    public static Frame Greeting(PublishedTick published) => Encode(FrameKind.Greeting, published, FieldMask.All, stamped: false);

    /// <summary>Encodes the full state.</summary>
    /// <param name="published">The published state.</param>
    /// <param name="stamped">Whether to add "t", the tick's monotonic time in nanoseconds.</param>
    public static Frame Full(PublishedTick published, bool stamped) => Encode(FrameKind.Full, published, FieldMask.All, stamped);

    /// <summary>Encodes the fields of <paramref name="mask"/>, which must not be empty; a group without any of them is
    /// left out.</summary>
    /// <param name="published">The published state.</param>
    /// <param name="mask">The fields that a viewer lacks.</param>
    /// <param name="stamped">Whether to add "t", the tick's monotonic time in nanoseconds.</param>
    public static Frame Delta(PublishedTick published, FieldMask mask, bool stamped) =>
        Encode(FrameKind.Delta, published, mask, stamped);

    private static Frame Encode(FrameKind kind, PublishedTick published, FieldMask mask, bool stamped)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var json = new JsonSpanWriter(buffer);
        json.Raw(kind switch
        {
            FrameKind.Full => "{\"type\":\"full\","u8,
            FrameKind.Delta => "{\"type\":\"delta\","u8,
            _ => "{"u8,
        });
        if (mask.HasExpression)
        {
            json.Raw("\"expression\":{"u8);
            Group(ref json, published, mask, 0, Field.ExpressionCount);
        }

        if (mask.HasSpirits)
        {
            json.Raw("\"spirits\":{"u8);
            Group(ref json, published, mask, Field.ExpressionCount, Field.Count);
        }

        if (stamped)
        {
            json.Raw("\"t\":"u8);
            json.Integer(published.Timestamp);
            json.Raw(","u8);
        }

        json.ReplaceLast((byte)'}');
        return new Frame(kind, json.Written.ToArray());
    }

    private static void Group(ref JsonSpanWriter json, PublishedTick published, FieldMask mask, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (mask.Has((FieldId)i))
            {
                json.Raw(Keys[i]);
                json.Micros(published.Micros((FieldId)i));
                json.Raw(","u8);
            }
        }

        json.ReplaceLast((byte)'}');
        json.Raw(","u8);
    }
}
