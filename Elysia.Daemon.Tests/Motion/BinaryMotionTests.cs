using System.Text.Json;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Motion;

/// <summary>`elysia.v2.bin` against vectors from an independent program that was written from docs/PROTOCOL.md alone,
/// and against `elysia.v2.json` over whole histories.</summary>
[TestClass]
internal sealed class BinaryMotionTests
{
    private static readonly JsonElement[] Rows =
    [
        .. SourceTree.Read("Elysia.Daemon.Tests/Motion/binary-vectors.jsonl").Split('\n')
            .Where(line => line.Length > 0).Select(Json.Parse),
    ];

    [TestMethod]
    public void Decode_EveryVector_IsItsMessage()
    {
        int read = 0;
        foreach (JsonElement row in Rows.Where(r => r.TryGetProperty("message", out _)))
        {
            JsonElement message = row.GetProperty("message");
            MotionMessage? decoded = BinaryMotionDecoder.Decode(Bytes(row));
            Assert.IsNotNull(decoded, row.GetRawText());
            Assert.AreEqual(MotionReader.Read(message), MotionReader.Text(decoded), row.GetRawText());
            read++;
        }

        Assert.IsGreaterThan(8, read);
    }

    [TestMethod]
    public void Decode_InvalidBytes_AreRefused()
    {
        foreach (JsonElement row in Rows.Where(r => r.TryGetProperty("refused", out _)))
        {
            Assert.IsNull(BinaryMotionDecoder.Decode(Bytes(row)), row.GetRawText());
        }
    }

    [TestMethod]
    public void Encode_EveryKeyframeAndDeltaOfTheVectors_IsItsBytes()
    {
        var motions = new FieldMotion[Field.Count];
        foreach (JsonElement row in Rows.Where(r => r.TryGetProperty("message", out _)))
        {
            MotionMessage message = BinaryMotionDecoder.Decode(Bytes(row))!;
            FieldMask mask = FieldMask.None;
            foreach ((FieldId field, FieldMotion motion) in message.Motions)
            {
                mask = mask.With(field);
                motions[(int)field] = motion;
            }

            var tick = new MotionTick(message.Tick, message.Us, [.. motions], new long[Field.Count], 0);
            Frame frame = message.Kind == FrameKind.Full
                ? BinaryMotionEncoder.Keyframe(tick)
                : BinaryMotionEncoder.Delta(tick, mask, message.Digest is not null);
            Assert.IsTrue(frame.IsBinary);
            Assert.AreEqual(row.GetProperty("bytes").GetString(), Convert.ToHexStringLower(frame.Payload.Span), row.GetRawText());
        }
    }

    [TestMethod]
    public void Encode_WholeHistories_EqualJsonInAFifthOfTheBytes()
    {
        (long json, long binary) = (0, 0);
        foreach (int seed in Enumerable.Range(1, 20))
        {
            long at = 0;
            foreach (MotionTick tick in new MotionHistory(0.01, 200, seed, seed % 2 == 0, seed).Live().Published)
            {
                if (MotionHistory.Message(tick, at) is { } text)
                {
                    Frame bytes = MotionHistory.Message(tick, at, MotionForm.Binary)!;
                    MotionMessage? decoded = BinaryMotionDecoder.Decode(bytes.Payload.Span);
                    Assert.IsNotNull(decoded);
                    Assert.AreEqual(MotionReader.Read(Json.Parse(text.Payload)), MotionReader.Text(decoded));
                    json += text.Payload.Length;
                    binary += bytes.Payload.Length;
                }

                at = tick.Tick;
            }
        }

        Console.WriteLine($"{json} bytes of JSON, {binary} of binary");
        Assert.IsLessThan(0.45, (double)binary / json);
    }

    private static byte[] Bytes(JsonElement row) => Convert.FromHexString(row.GetProperty("bytes").GetString()!);
}
