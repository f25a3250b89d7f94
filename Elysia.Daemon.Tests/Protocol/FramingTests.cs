using Elysia.Protocol.Wire;

namespace Elysia.Tests.Protocol;

/// <summary>The frame headers of server messages at the length limits of RFC 6455 section 5.2.</summary>
[TestClass]
internal sealed class FramingTests
{
    [TestMethod]
    [DataRow(0, "8100")]
    [DataRow(125, "817D")]
    [DataRow(126, "817E007E")]
    [DataRow(65535, "817EFFFF")]
    [DataRow(65536, "817F0000000000010000")]
    public void Create_LengthAtALimit_HasTheShortestHeader(int length, string head)
    {
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        byte[] frame = Framing.Create(Framing.FinalText, payload);
        Assert.AreEqual(head, Convert.ToHexString(frame.AsSpan(0, head.Length / 2)));
        Assert.IsTrue(frame.AsSpan(head.Length / 2).SequenceEqual(payload));
    }

    [TestMethod]
    public void Wire_TextAndBinary_AreFramedOnceEach()
    {
        var text = new Frame(FrameKind.Full, "{}"u8.ToArray());
        var binary = new Frame(FrameKind.Full, new byte[] { 1 }) { IsBinary = true };
        CollectionAssert.AreEqual(new byte[] { Framing.FinalText, 2, (byte)'{', (byte)'}' }, text.Wire.ToArray());
        CollectionAssert.AreEqual(new byte[] { Framing.FinalBinary, 1, 1 }, binary.Wire.ToArray());
        Assert.IsTrue(text.Wire.Equals(text.Wire), "The message was framed twice.");
    }
}
