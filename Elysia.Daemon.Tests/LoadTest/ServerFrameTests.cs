using System.Text;
using Elysia.LoadTest.Viewers;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class ServerFrameTests
{
    private static readonly string[] Payloads = ["{}", new string('a', 125), new string('b', 126), new string('c', 70_000),
        "end"];

    [TestMethod]
    public void TryRead_CutAtEveryByte_ReadsTheSameFrames()
    {
        byte[] stream = [.. Payloads.Where(p => p.Length < 1000).SelectMany(TestFrames.Text)];
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            CollectionAssert.AreEqual(
                Payloads.Where(p => p.Length < 1000).ToArray(), Read([stream[..cut], stream[cut..]]), $"cut at {cut}");
        }
    }

    [TestMethod]
    public void TryRead_ByteByByte_ReadsTheSameFrames() =>
        CollectionAssert.AreEqual(Payloads, Read(Payloads.SelectMany(TestFrames.Text).Select(b => new[] { b })));

    [TestMethod]
    public void TryRead_AllAtOnce_ReadsTheSameFrames() =>
        CollectionAssert.AreEqual(Payloads, Read([[.. Payloads.SelectMany(TestFrames.Text)]]));

    [TestMethod]
    [DataRow((byte)0x01, FrameStatus.Fragmented)]
    [DataRow((byte)0x80, FrameStatus.Fragmented)]
    [DataRow((byte)0xC1, FrameStatus.Reserved)]
    [DataRow((byte)0x83, FrameStatus.Reserved)]
    [DataRow((byte)0x8B, FrameStatus.Reserved)]
    public void TryRead_InvalidFrame_ReturnsTheReason(byte first, object expected) =>
        Assert.AreEqual((FrameStatus)expected, ServerFrame.TryRead(TestFrames.Create(first, "x"u8), out _));

    [TestMethod]
    public void TryRead_Masked_ReturnsTheReason() =>
        Assert.AreEqual(FrameStatus.Masked, ServerFrame.TryRead(ClientFrame.Encode(ServerFrame.Text, "x"u8), out _));

    [TestMethod]
    public void TryRead_LongerThanTheLimit_IsDetectedFromTheHeader()
    {
        byte[] header = [0x81, 127, 0, 0, 0, 0, 0, 16, 0, 1];
        Assert.AreEqual(FrameStatus.TooLong, ServerFrame.TryRead(header, out _));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(125)]
    [DataRow(126)]
    [DataRow(65535)]
    public void Encode_Unmasked_IsThePayload(int length)
    {
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        byte[] frame = ClientFrame.Encode(ServerFrame.Pong, payload);
        int header = frame.Length - length;
        byte[] key = frame[(header - 4)..header];
        Assert.AreEqual(0x8A, frame[0]);
        Assert.AreEqual(0x80, frame[1] & 0x80);
        CollectionAssert.AreEqual(payload, frame[header..].Select((b, i) => (byte)(b ^ key[i % 4])).ToArray());
    }

    private static string[] Read(IEnumerable<byte[]> pieces)
    {
        var remainder = new FrameRemainder();
        var payloads = new List<string>();
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> data = remainder.Join(piece);
            while (ServerFrame.TryRead(data, out ServerFrame frame) == FrameStatus.Complete)
            {
                payloads.Add(Encoding.UTF8.GetString(frame.Payload));
                data = data[frame.LengthBytes..];
            }

            remainder.Keep(data);
        }

        return [.. payloads];
    }
}
