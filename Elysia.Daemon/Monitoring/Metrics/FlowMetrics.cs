using System.Diagnostics.Metrics;
using Elysia.Channels;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;
using Elysia.Ticking;
using Elysia.Transport.Clients;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments that read what the flow counts anyway: viewers, ticks, frames, messages.</summary>
internal static class FlowMetrics
{
    /// <summary>Adds them to a meter.</summary>
    public static void Add(Meter meter, Hub hub, TickCounters ticks, RefusalCounters refusals, EngineChannels channels)
    {
        AddViewers(meter, hub, ticks, refusals);
        AddTicks(meter, ticks);
        AddFrames(meter, hub);
        meter.Count("elysia_messages_received_total", "Text messages of clients, refused ones among them.",
            () => refusals.Messages);
        meter.CountBy<RefusalReason>(
            "elysia_messages_refused_total", "Messages of clients that were refused and answered by an error.", "reason",
            refusals.Of, RefusalReason.None);
        meter.Show("elysia_chats_waiting", "Chat messages that wait for their turn.", () => channels.Chats.Count);
    }

    private static void AddViewers(Meter meter, Hub hub, TickCounters ticks, RefusalCounters refusals)
    {
        meter.ShowBy<ViewerState>("elysia_viewers", "Viewers by how they are doing.", "state", () =>
        {
            ViewerCensus viewers = hub.Census(ticks.Ticks);
            return state => viewers.Count(state);
        });
        meter.Show("elysia_viewers_max", "Most viewers there may be.", () => hub.MaxViewers);
        meter.Count("elysia_viewers_joined_total", "Viewers that ever joined.", () => hub.Joined);
        meter.CountBy<CloseReason>("elysia_closes_total", "Viewers that left or were closed, by reason; slow_consumer is an "
            + "eviction.", "reason", reason => hub.Counters.Sum(c => c.Closes(reason)));
        meter.CountBy<DeliveryLevel>("elysia_rung_steps_total",
            "How often a viewer came to a rung of the ladder of slow viewers, from "
            + "above or from below.", "rung", level => hub.Counters.Sum(c => c.Steps(level)));
        meter.CountBy<UpgradeVerdict>("elysia_upgrades_total", "Requests for a WebSocket by what they were answered with.",
            "verdict", refusals.Of);
        meter.Count("elysia_viewers_turned_away_total", "Clients that came when there was no room any more.",
            () => refusals.ClientsTurnedAway);
    }

    private static void AddTicks(Meter meter, TickCounters ticks)
    {
        meter.Count("elysia_ticks_total", "Ticks taken.", () => ticks.Ticks);
        meter.Count("elysia_ticks_skipped_total", "Ticks that were due and never taken.", () => ticks.Skipped);
        meter.Show("elysia_tick_rate_hertz", "Ticks per second at present.", () => ticks.RateHz, "Hz");
    }

    private static void AddFrames(Meter meter, Hub hub)
    {
        meter.CountBy<FrameKind>("elysia_frames_total", "Frames handed to sockets.", "kind",
            kind => hub.Counters.Sum(c => c.Frames(kind)));
        meter.Count("elysia_sent_bytes_total", "Payload bytes handed to sockets.", () => hub.Counters.Sum(c => c.Bytes), "By");
        meter.Count("elysia_delivered_ticks_total", "Ticks that a viewer was sent a frame for, over all viewers.",
            () => hub.Counters.Sum(c => c.DeliveredTicks));
        meter.Count("elysia_empty_ticks_total", "Ticks at which a viewer needed nothing, because nothing had moved.",
            () => hub.Counters.Sum(c => c.EmptyTicks));
        meter.Count("elysia_merged_ticks_total", "Ticks that a viewer did not see by themselves because it was still busy with "
            + "an earlier one.", () => hub.Counters.Sum(c => c.MergedTicks));
    }
}
