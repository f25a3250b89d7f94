using System.Text;
using System.Text.Json;
using Elysia.Diff;
using Elysia.LoadTest.Viewers;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class StateReaderTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void TryScan_DaemonsMessages_MatchesTheGeneralReader(int seed)
    {
        var random = new Random(seed);
        var published = new PublishedState(new DeltaThreshold(0.01));
        for (int i = 1; i < 2000; i++)
        {
            PublishedTick tick = published.Advance(Any(random), TimeSpan.Zero, random.NextInt64(1, long.MaxValue / 100));
            FieldMask mask = tick.Since(random.Next(i));
            if (mask.IsEmpty)
            {
                continue;
            }

            bool stamped = random.Next(2) == 0;
            foreach (Frame frame in (Frame[])
                [StateEncoder.Greeting(tick), StateEncoder.Full(tick, stamped), StateEncoder.Delta(tick, mask, stamped)])
            {
                AssertSame(frame, tick, stamped && frame.Kind != FrameKind.Greeting);
            }
        }
    }

    [TestMethod]
    public void TryRead_SessionOfTheReference_IsUnderstood()
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Oracle", "original_session.jsonl")))
        {
            using JsonDocument record = JsonDocument.Parse(line);
            if (record.RootElement[1].GetString() == "server")
            {
                StateMessage message = default;
                byte[] json = Encoding.UTF8.GetBytes(record.RootElement[2].GetString()!);
                Assert.IsTrue(StateReader.TryRead(json, ref message), line);
                bool isState = line.Contains("beat", StringComparison.Ordinal)
                    && !line.Contains("speech", StringComparison.Ordinal);
                Assert.AreEqual(isState, message.IsState, line);
            }
        }
    }

    [TestMethod]
    [DataRow("""{"type":"delta","expression":{"beat":0.12345678901}}""", 123457)]
    [DataRow("""{"type":"delta","expression":{"beat":-0.0000005}}""", -1)]
    [DataRow("""{"type":"delta","expression":{"beat":1e-2}}""", 10000)]
    [DataRow("""{ "type" : "delta", "expression" : { "beat" : 1 } }""", 1000000)]
    [DataRow("""{"new":[1,{"beat":3}],"type":"delta","expression":{"later":{"x":1},"beat":0.5}}""", 500000)]
    public void TryRead_OtherForms_AreReadAsWell(string json, int beat)
    {
        StateMessage message = default;
        Assert.IsTrue(StateReader.TryRead(Encoding.UTF8.GetBytes(json), ref message));
        Assert.AreEqual(MessageKind.Delta, message.Kind);
        Assert.AreEqual(FieldMask.None.With(FieldId.Beat), message.Mask);
        Assert.AreEqual(beat, message.Micros[(int)FieldId.Beat]);
    }

    [TestMethod]
    [DataRow("""{"type":"speech","content":"hi","spirits":{"fire":0.1}}""", MessageKind.Speech)]
    [DataRow("""{"type":"error","message":"no"}""", MessageKind.Error)]
    [DataRow("""{"type":"metrics","data":{"expression":{"beat":1}}}""", MessageKind.Other)]
    [DataRow("""{"type":7}""", MessageKind.Other)]
    public void TryRead_OtherMessage_IsNotState(string json, object kind)
    {
        StateMessage message = default;
        Assert.IsTrue(StateReader.TryRead(Encoding.UTF8.GetBytes(json), ref message));
        Assert.AreEqual((MessageKind)kind, message.Kind);
        Assert.IsFalse(message.IsState);
    }

    [TestMethod]
    public void TryRead_CutOrBrokenMessages_AreRefusedAndNeverThrow()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{"type":"delta","expression":{"beat":0.25},"spirits":{"fire":0.5},"t":123}""");
        StateMessage message = default;
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.IsFalse(StateReader.TryRead(whole.AsSpan(0, length), ref message), $"cut at {length}");
        }

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] broken = [.. whole];
            broken[i] ^= 0x55;
            StateReader.TryRead(broken, ref message);
        }
    }

    private static AvatarState Any(Random random) => new(
        Mood.Neutral,
        default,
        new Expression((random.NextDouble() * 2) - 1, Unit(random), Unit(random), Unit(random), Unit(random)),
        new Spirits(Unit(random), Unit(random), Unit(random), Unit(random), Unit(random), Unit(random), Unit(random)));

    private static double Unit(Random random) => random.Next(4) == 0 ? random.Next(2) : random.NextDouble();

    private static void AssertSame(Frame frame, PublishedTick tick, bool stamped)
    {
        string json = Encoding.UTF8.GetString(frame.Payload.Span);
        StateMessage scanned = default;
        StateMessage read = default;
        Assert.IsTrue(StateScanner.TryScan(frame.Payload.Span, ref scanned), json);
        Assert.IsTrue(StateReader.TryReadAny(frame.Payload.Span, ref read), json);
        Assert.AreEqual(read.Kind, scanned.Kind, json);
        Assert.AreEqual(read.Mask, scanned.Mask, json);
        Assert.AreEqual(stamped ? tick.Timestamp : 0, scanned.T, json);
        for (int i = 0; i < Field.Count; i++)
        {
            if (scanned.Mask.Has((FieldId)i))
            {
                Assert.AreEqual(tick.Micros((FieldId)i), scanned.Micros[i], json);
            }
        }
    }
}
