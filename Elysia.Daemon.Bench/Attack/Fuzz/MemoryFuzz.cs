using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Diff;
using Elysia.LoadTest.Viewers;
using Elysia.Protocol.V1;
using Elysia.State;
using Elysia.Transport.Clients;
using Elysia.Transport.WebSockets;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Elysia.Bench.Attack.Fuzz;

/// <summary>
/// Plays hundreds of thousands of frame streams through the daemon's real components (WebSocket, receive loop, decoder,
/// hub, sender) on connections without a kernel, and compares each answer with <see cref="FrameModel"/>.
/// </summary>
/// <param name="seed">The seed of all streams.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryFuzz(int seed, TimeProvider time)
{
    private const int BatchSize = 100;
    private const int StreamSize = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DaemonServices _rooms = new(new DaemonOptions(), time, NullLoggerFactory.Instance);
    private readonly SortedDictionary<string, long> _ends = [];

    /// <summary>The ends of the connections, with counts: "close 1002", "no close".</summary>
    public IReadOnlyDictionary<string, long> Ends => _ends;

    /// <summary>Plays a number of streams.</summary>
    /// <returns>The first fault, with the stream in base64 and the reason; null if there was none.</returns>
    public async Task<string?> RunAsync(int streams, CancellationToken stopping)
    {
        var random = new Random(seed);
        var published = new PublishedState(new DeltaThreshold(0.01));
        TimeSpan period = TimeSpan.FromMilliseconds(16);
        AvatarState state = AvatarState.Initial;
        for (int done = 0; done < streams; done += BatchSize)
        {
            stopping.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, streams - done);
            foreach (byte[] stream in FrameStreams.Any.Sample(count, new Rnd((ulong)random.NextInt64()), StreamSize))
            {
                // A new tick for all current viewers, so that senders and receivers meet at the socket.
                state = AvatarSimulation.Step(in state, default, period);
                _rooms.Hub.Publish(new EncodedTick(published.Advance(in state, period, time.GetTimestamp())));
                if (await PlayAsync(stream, random).ConfigureAwait(false) is { } fault)
                {
                    return $"{fault}: {Convert.ToBase64String(stream)}";
                }
            }

            Drain();
        }

        // No viewer is left, so none gets a close frame.
        await _rooms.Hub.DrainAsync(CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> PlayAsync(byte[] stream, Random random)
    {
        using var pair = new MemoryStreamPair(stream, random);
        var webSocket = WebSocket.CreateFromStream(pair, new WebSocketCreationOptions { IsServer = true });
        var client = new AcceptedClient(
            new WebSocketClientSocket(webSocket, stream: null),
            new RemoteClient(IPAddress.Loopback, IsForwarded: false, IsLocal: true), Stamped: false, Grant.Local);
        try
        {
            await _rooms.Clients.RunAsync(client).WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return "the connection does not end";
        }

        return FaultOf(FrameModel.Evaluate(stream), pair.Written());
    }

    private string? FaultOf(FrameVerdict verdict, byte[] written)
    {
        int? code = null;
        ReadOnlySpan<byte> data = written;
        FrameStatus status;
        while ((status = ServerFrame.TryRead(data, out ServerFrame frame)) == FrameStatus.Complete)
        {
            if (frame.Opcode == ServerFrame.Close)
            {
                code ??= frame.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) : 1005;
            }

            data = data[frame.LengthBytes..];
        }

        string end = code is null ? "no close" : $"close {code}";
        _ends[end] = _ends.GetValueOrDefault(end) + 1;
        return status != FrameStatus.Incomplete || !data.IsEmpty ? $"the server wrote a frame that is {status}"
            : verdict == FrameVerdict.Broken && code != (int)WebSocketCloseStatus.ProtocolError ? $"broken, and {end}"
            : verdict == FrameVerdict.Fine && code is not null ? $"fine, and {end}"
            : verdict == FrameVerdict.Closed && code is null ? "a close frame, and no answer"
            : null;
    }

    /// <summary>Removes the requests to engines that do not run here.</summary>
    private void Drain()
    {
        while (_rooms.Channels.Chats.TryTake(_ => true, out _) || _rooms.Channels.Emotions.Reader.TryRead(out _))
        {
        }
    }
}
