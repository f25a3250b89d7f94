using System.Net;
using System.Net.Sockets;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>Tests the stream under a detached WebSocket over a real pair of sockets with small buffers.</summary>
[TestClass]
internal sealed class ClientStreamTests
{
    private const int FrameBytes = 7001;
    private const int Frames = 200;

    [TestMethod]
    public async Task Write_KernelAcceptsOnlyAPart_EveryByteArrivesOnce()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        await using var stream = new ClientStream(near, default, window: null);
        Task<int> reading = ReadAsync(reader, Frames * FrameBytes);
        for (int i = 0; i < Frames; i++)
        {
            await stream.Writer.SendAsync(Frame(i)).AsTask().WaitAsync(Eventually.Deadline, TimeProvider.System);
        }

        near.Shutdown(SocketShutdown.Send);
        Assert.AreEqual(Frames * FrameBytes, await Eventually.CompletesAsync(reading, "all bytes arrive, each as it was sent"));
    }

    [TestMethod]
    public async Task Write_KernelIsFull_CompletesLaterWithoutBlocking()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        await using var stream = new ClientStream(near, default, window: null);
        Task pending;
        int written = 0;
        while ((pending = stream.Writer.SendAsync(Frame(written)).AsTask()).IsCompleted)
        {
            Assert.IsLessThan(10_000, ++written, "The kernel buffer never fills.");
        }

        Task<int> reading = ReadAsync(reader, (written + 1) * FrameBytes);
        await pending.WaitAsync(Eventually.Deadline, TimeProvider.System);
        near.Shutdown(SocketShutdown.Send);
        Assert.AreEqual((written + 1) * FrameBytes, await Eventually.CompletesAsync(reading, "all bytes arrive"));
    }

    [TestMethod]
    public async Task Write_PeerIsGone_FaultsAsExpected()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        await using var stream = new ClientStream(near, default, window: null);
        far.LingerState = new LingerOption(enable: true, seconds: 0);
        far.Dispose();
        await Assert.ThrowsExactlyAsync<IOException>(async () =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                await stream.Writer.SendAsync(Frame(i)).AsTask().WaitAsync(Eventually.Deadline, TimeProvider.System);
            }
        });
    }

    [TestMethod]
    public async Task Write_AfterACloseFrame_IsDropped()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        await using var stream = new ClientStream(near, default, window: null);
        byte[] close = [0x88, 2, 3, 234];
        await stream.WriteAsync(close);
        await stream.Writer.SendAsync("a picture"u8.ToArray());
        await stream.WriteAsync(close);
        near.Shutdown(SocketShutdown.Send);
        var all = new byte[100];
        int bytes = 0;
        int more;
        while ((more = await Eventually.CompletesAsync(reader.ReceiveAsync(all.AsMemory(bytes)).AsTask(), "the end")) > 0)
        {
            bytes += more;
        }

        CollectionAssert.AreEqual(close, all[..bytes]);
    }

    [TestMethod]
    public async Task Read_GluedBytes_ReturnsThemFirstInPiecesOfAnySize()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket writer = far;
        await using var stream = new ClientStream(near, new byte[] { 1, 2, 3, 4, 5 }, window: null);
        await writer.SendAsync(new byte[] { 6, 7 });
        var all = new List<byte>();
        var piece = new byte[2];
        Assert.AreEqual(0, await stream.ReadAsync(Memory<byte>.Empty), "A zero-byte read completes when there are bytes.");
        while (all.Count < 7)
        {
            int bytes = await stream.ReadAsync(piece);
            all.AddRange(piece.AsSpan(0, bytes));
        }

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6, 7 }, all);
    }

    /// <summary>Reads in small pieces, checks each byte and counts them.</summary>
    private static async Task<int> ReadAsync(Socket reader, int expected)
    {
        var buffer = new byte[1500];
        int total = 0;
        int bytes;
        while ((bytes = await reader.ReceiveAsync(buffer.AsMemory())) > 0)
        {
            for (int i = 0; i < bytes; i++, total++)
            {
                Assert.AreEqual(ByteAt(total), buffer[i], $"Byte {total} of {expected} is not what was sent.");
            }
        }

        return total;
    }

    private static byte[] Frame(int number)
    {
        var frame = new byte[FrameBytes];
        for (int i = 0; i < FrameBytes; i++)
        {
            frame[i] = ByteAt((number * FrameBytes) + i);
        }

        return frame;
    }

    // A prime period, so that a byte that is lost or sent twice shifts everything after it.
    private static byte ByteAt(int position) => (byte)(position % 251);
}
