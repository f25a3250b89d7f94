using Elysia.Channels;
using Elysia.Protocol.Messages;

namespace Elysia.Diagnostics;

/// <summary>The last connections that ended and why, for the operator's page. Ids only, no addresses. Any thread.</summary>
/// <param name="time">The daemon's clock.</param>
internal sealed class RecentCloses(TimeProvider time)
{
    /// <summary>Most closes remembered; beyond it the oldest is forgotten.</summary>
    /// <remarks>Unit: closes. 32: what a screen holds.</remarks>
    public const int Max = 32;

    private readonly Lock _lock = new();
    private readonly Queue<(ClientId Client, CloseReason Reason, long At)> _closes = new(Max + 1);

    /// <summary>Takes one in.</summary>
    public void Add(ClientId client, CloseReason reason)
    {
        lock (_lock)
        {
            _closes.Enqueue((client, reason, time.GetTimestamp()));
            if (_closes.Count > Max)
            {
                _closes.Dequeue();
            }
        }
    }

    /// <summary>The closes, latest first, with how long ago they were.</summary>
    public IReadOnlyList<(ClientId Client, CloseReason Reason, TimeSpan Ago)> LatestFirst()
    {
        lock (_lock)
        {
            return [.. _closes.Reverse().Select(c => (c.Client, c.Reason, time.GetElapsedTime(c.At)))];
        }
    }
}
