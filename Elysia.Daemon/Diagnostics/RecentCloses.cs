using Elysia.Channels;
using Elysia.Protocol.Messages;

namespace Elysia.Diagnostics;

/// <summary>The connections that ended last and the reasons, for the operator's page. Holds ids only, no addresses.
/// Safe to use from any thread.</summary>
/// <param name="time">The daemon's clock.</param>
internal sealed class RecentCloses(TimeProvider time)
{
    /// <summary>The maximum number of closes kept; beyond it the oldest is dropped.</summary>
    /// <remarks>Unit: closes. 32: as many as fit on a screen.</remarks>
    public const int Max = 32;

    private readonly Lock _lock = new();
    private readonly Queue<(ClientId Client, CloseReason Reason, long At)> _closes = new(Max + 1);

    /// <summary>Adds a close.</summary>
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

    /// <summary>Returns the closes, latest first, with the time that has passed since each.</summary>
    public IReadOnlyList<(ClientId Client, CloseReason Reason, TimeSpan Ago)> LatestFirst()
    {
        lock (_lock)
        {
            return [.. _closes.Reverse().Select(c => (c.Client, c.Reason, time.GetElapsedTime(c.At)))];
        }
    }
}
