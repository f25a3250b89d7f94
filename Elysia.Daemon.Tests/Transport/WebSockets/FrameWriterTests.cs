using System.Net.Sockets;
using Elysia.Protocol.Wire;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>Tests concurrent writers to one viewer: its sender, the WebSocket, and the keep-alive check.</summary>
[TestClass]
internal sealed class FrameWriterTests
{
    private static readonly byte[] Frame = Framing.Create(Framing.FinalText, new byte[700]);
    private static readonly byte[] CloseFrame = [0x88, 2, 3, 0xF5];
    private static readonly KeepAlivePolicy Policy = new(TimeProvider.System, TimeSpan.Zero, TimeSpan.FromMinutes(3));

    [TestMethod]
    public async Task WriteControl_FrameWaitsForRoom_DoesNotWaitOrSplitItAndSendsTheLastPong()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        await using var stream = new ClientStream(near, default, window: null);
        (int frames, Task pending) = Fill(stream);
        for (byte ping = 0; ping < 100; ping++)
        {
            Task pong = stream.WriteAsync(new byte[] { 0x8A, 1, ping }).AsTask();
            Assert.IsTrue(pong.IsCompletedSuccessfully, "The receive loop is blocked.");
        }

        List<(int Opcode, byte[] Payload)> all = await ReadAsync(reader, frames + 1);
        await pending.WaitAsync(Eventually.Deadline, TimeProvider.System);
        Assert.IsTrue(all.Take(frames).All(f => f.Opcode == WebSocketFrames.Text && f.Payload.Length == 700));
        Assert.AreEqual(WebSocketFrames.Pong, all[^1].Opcode);
        CollectionAssert.AreEqual(new byte[] { 99 }, all[^1].Payload);
    }

    [TestMethod]
    public async Task WriteControl_CloseWhileAFrameWaitsForRoom_IsSentAfterItAndLast()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        await using var stream = new ClientStream(near, default, window: null);
        (int frames, Task pending) = Fill(stream);
        Assert.IsTrue(stream.WriteAsync(CloseFrame).AsTask().IsCompletedSuccessfully);
        Task<List<(int Opcode, byte[] Payload)>> reading = ReadAsync(reader, frames + 1);
        await pending.WaitAsync(Eventually.Deadline, TimeProvider.System);
        Assert.IsTrue(stream.Writer.SendAsync(Frame).AsTask().IsCompletedSuccessfully);
        List<(int Opcode, byte[] Payload)> all = await reading;
        Assert.AreEqual(WebSocketFrames.Close, all[^1].Opcode);
        near.Shutdown(SocketShutdown.Send);
        Assert.AreEqual(0, await Eventually.CompletesAsync(reader.ReceiveAsync(new byte[9]), "the end"));
    }

    [TestMethod]
    public async Task StillReads_NoRoomForThePing_SendsItWhenThereIs()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        var window = new FlowControlWindow(Policy);
        await using var stream = new ClientStream(near, default, window);

        // Written around the window, so that only StillReads sends a ping; up to the last byte, so that there is no
        // room.
        int filled = 0;
        near.NoDelay = true;
        while (near.Send(Framing.Create(Framing.FinalBinary, new byte[1]), SocketFlags.None, out _) is > 0 and int sent)
        {
            filled += sent;
        }

        Assert.IsTrue(stream.Writer.StillReads(TimeProvider.System.GetTimestamp()));
        Assert.IsFalse(window.IsPingDue(TimeProvider.System.GetTimestamp()), "It counts as pinged.");
        var buffer = new byte[filled];
        for (int read = 0; read < filled;)
        {
            read += await Eventually.CompletesAsync(reader.ReceiveAsync(buffer.AsMemory(read)).AsTask(), "the filler bytes");
        }

        await stream.Writer.SendAsync(Frame);
        List<(int Opcode, byte[] Payload)> all = await ReadAsync(reader, 2);
        Assert.AreEqual(WebSocketFrames.Ping, all[0].Opcode, "The pending ping is sent first.");
        Assert.AreEqual(WebSocketFrames.Text, all[1].Opcode);
    }

    [TestMethod]
    public async Task Write_ThreeConcurrently_EveryFrameArrivesWhole()
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync();
        using Socket reader = far;
        var window = new FlowControlWindow(Policy);
        await using var stream = new ClientStream(near, default, window);
        const int Frames = 1000;
        Task<List<(int Opcode, byte[] Payload)>> reading = ReadAsync(reader, Frames, WebSocketFrames.Text);
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < Frames; i++)
            {
                await stream.Writer.SendAsync(Frame);
                window.Open();
                stream.Writer.StillReads(TimeProvider.System.GetTimestamp());
            }
        });
        Task pongs = Task.Run(async () =>
        {
            while (!sending.IsCompleted)
            {
                await stream.WriteAsync(new byte[] { 0x8A, 3, 1, 2, 3 });
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        });
        List<(int Opcode, byte[] Payload)> all = await Eventually.CompletesAsync(reading, "every frame arrives");
        await Task.WhenAll(sending, pongs);
        Assert.IsTrue(all.Where(f => f.Opcode == WebSocketFrames.Text).All(f => f.Payload.Length == 700));
        IEnumerable<byte[]> answers = all.Where(f => f.Opcode == WebSocketFrames.Pong).Select(f => f.Payload);
        Assert.IsTrue(answers.All(a => a.AsSpan().SequenceEqual((byte[])[1, 2, 3])));
        Assert.IsTrue(all.All(f => f.Opcode is WebSocketFrames.Text or WebSocketFrames.Pong or WebSocketFrames.Ping));
    }

    private static (int Frames, Task Pending) Fill(ClientStream stream)
    {
        for (int frames = 1; frames < 10_000; frames++)
        {
            Task send = stream.Writer.SendAsync(Frame).AsTask();
            if (!send.IsCompleted)
            {
                return (frames, send);
            }
        }

        throw new AssertFailedException("The kernel buffer never fills.");
    }

    /// <summary>Reads until a number of frames has arrived, of one kind or of any.</summary>
    private static async Task<List<(int Opcode, byte[] Payload)>> ReadAsync(Socket reader, int frames, int opcode = 0)
    {
        var all = new List<(int Opcode, byte[] Payload)>();
        for (int wanted = 0; wanted < frames; wanted += opcode == 0 || all[^1].Opcode == opcode ? 1 : 0)
        {
            byte[] head = await ReadBytesAsync(reader, 2);
            Assert.AreEqual(0x80, head[0] & 0xF0, "No frame begins here.");
            byte[] length = head[1] == 126 ? await ReadBytesAsync(reader, 2) : [0, head[1]];
            all.Add((head[0] & 0x0F, await ReadBytesAsync(reader, (length[0] << 8) + length[1])));
        }

        return all;
    }

    private static async Task<byte[]> ReadBytesAsync(Socket reader, int count)
    {
        var bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = await Eventually.CompletesAsync(reader.ReceiveAsync(bytes.AsMemory(read)).AsTask(), "more bytes");
            Assert.AreNotEqual(0, more, "The connection ended in the middle of a frame.");
            read += more;
        }

        return bytes;
    }
}
