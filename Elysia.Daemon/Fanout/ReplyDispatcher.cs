using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Hosting;
using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <summary>Delivers the answers of the engines to the clients that asked. Runs as one task.</summary>
/// <param name="channels">The daemon's channels.</param>
/// <param name="hub">The hub that the clients are connected to.</param>
/// <param name="latency">Measures the latency of chat messages; null measures nothing.</param>
internal sealed class ReplyDispatcher(EngineChannels channels, Hub hub, ChatLatency? latency = null)
{
    /// <summary>Runs until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        BackgroundLoop.ForEachAsync(channels.Replies.Reader, Deliver, stopping);

    private void Deliver(Reply reply)
    {
        // A client that has left needs no answer, and one whose queue is full is being closed by its session.
        _ = reply.Speech is { } speech
            ? hub.Deliver(reply.To, speech)
            : hub.Deliver(reply.To, reply.IsWhole
                ? EventEncoder.Answered(reply.Turn) : EventEncoder.Interrupted(reply.Turn));
        latency?.Answered(reply.AskedAt);
    }
}
