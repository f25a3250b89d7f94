using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Hosting;
using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <summary>Brings her answers from the engines to those who asked. One task.</summary>
/// <param name="channels">The daemon's channels.</param>
/// <param name="hub">Where the askers are.</param>
/// <param name="latency">Measures chat messages; null for nobody.</param>
internal sealed class ReplyDispatcher(EngineChannels channels, Hub hub, ChatLatency? latency = null)
{
    /// <summary>Works until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        BackgroundLoop.ForEachAsync(channels.Replies.Reader, Deliver, stopping);

    private void Deliver(Reply reply)
    {
        // An asker that left meanwhile needs no answer; one that is full is being closed by its session.
        _ = reply.Speech is { } speech
            ? hub.Deliver(reply.To, speech)
            : hub.Deliver(reply.To, reply.IsWhole
                ? EventEncoder.Answered(reply.Turn) : EventEncoder.Interrupted(reply.Turn));
        latency?.Answered(reply.AskedAt);
    }
}
