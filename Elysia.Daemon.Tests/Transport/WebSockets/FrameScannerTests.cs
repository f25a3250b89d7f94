using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.WebSockets;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>Tests finding frame headers in bytes that are split anywhere.</summary>
[TestClass]
internal sealed class FrameScannerTests
{
    [TestMethod]
    public void TryNext_AnyFramesSplitAnywhere_FindsEachOnce()
    {
        Gen<byte[]> payload = Gen.OneOf(
            Gen.Choose(0, 6), Gen.Choose(120, 130), Gen.Choose(65_530, 65_540)).Select(n => new byte[n]);
        Gen<(int Opcode, byte[] Payload)[]> frames = Gen.Elements(0, 1, 2, 8, 9, 10)
            .SelectMany(opcode => payload.Select(p => (Opcode: opcode, Payload: opcode < 8 ? p : p[..Math.Min(125, p.Length)])))
            .ArrayOf(6);
        Prop.ForAll(frames.ToArbitrary(), Gen.Choose(1, 4000).ToArbitrary(), (sent, piece) =>
        {
            byte[] bytes = [.. sent.SelectMany(f => WebSocketFrames.Create(f.Opcode, f.Payload))];
            (byte, ulong)[] expected = [.. sent.Select(f => ((byte)f.Opcode, (ulong)f.Payload.Length))];
            return expected.SequenceEqual(Scan(bytes, piece).Select(f => (f.Opcode, f.Length)));
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(100)]
    public void TryNext_PongOfFourBytes_ReturnsItsPayload(int piece)
    {
        byte[] bytes =
        [
            .. WebSocketFrames.Create(WebSocketFrames.Pong, [1, 2, 3, 4]),
            .. WebSocketFrames.Create(WebSocketFrames.Pong, [1, 2, 3]),
            .. WebSocketFrames.Create(WebSocketFrames.Ping, [1, 2, 3, 4]),
            .. WebSocketFrames.Create("after"),
        ];
        CollectionAssert.AreEqual(
            new uint?[] { 0x04030201, null, null, null }, Scan(bytes, piece).Select(f => f.Echo).ToArray());
        CollectionAssert.AreEqual(
            new[] { true, true, true, false }, Scan(bytes, piece).Select(f => f.IsControl).ToArray());
    }

    [TestMethod]
    public void TryNext_FrameWithoutMask_ContinuesAfterIt() =>
        CollectionAssert.AreEqual(
            new byte[] { 1, 9 }, Scan([0x81, 0x02, 0x61, 0x62, 0x89, 0x00], 6).Select(f => f.Opcode).ToArray());

    private static List<ScannedFrame> Scan(byte[] bytes, int piece)
    {
        var scanner = new FrameScanner();
        var found = new List<ScannedFrame>();
        foreach (byte[] part in bytes.Chunk(piece))
        {
            ReadOnlySpan<byte> rest = part;
            while (scanner.TryNext(ref rest, out ScannedFrame frame))
            {
                found.Add(frame);
            }

            Assert.IsTrue(rest.IsEmpty);
        }

        return found;
    }
}
