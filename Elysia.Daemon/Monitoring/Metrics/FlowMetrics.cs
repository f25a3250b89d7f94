using System.Diagnostics.Metrics;
using Elysia.Channels;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;
using Elysia.Ticking;
using Elysia.Transport.Clients;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of viewers, ticks, frames and messages, which read existing counters.</summary>
internal static class FlowMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    public static void Add(Meter meter, Hub hub, TickCounters ticks, RefusalCounters refusals, EngineChannels channels)
    {
        AddViewers(meter, hub, ticks, refusals);
        AddTicks(meter, ticks);
        AddFrames(meter, hub);
        meter.Count("elysia_messages_received_total", "Text messages from clients, including refused ones.",
            () => refusals.Messages);
        meter.CountBy<RefusalReason>(
            "elysia_messages_refused_total", "Messages from clients that were refused and answered with an error.", "reason",
            refusals.Of, RefusalReason.None);
        meter.Show("elysia_chats_waiting", "Chat messages that wait for an answer.", () => channels.Chats.Count);
    }

    private static void AddViewers(Meter meter, Hub hub, TickCounters ticks, RefusalCounters refusals)
    {
        meter.ShowBy<ViewerState>("elysia_viewers", "Viewers by state.", "state", () =>
        {
            ViewerCensus viewers = hub.Census(ticks.Ticks);
            return state => viewers.Count(state);
        });
        meter.Show("elysia_viewers_max", "Maximum number of viewers.", () => hub.MaxViewers);
        meter.Count("elysia_viewers_joined_total", "Viewers that have joined since the start.", () => hub.Joined);
        meter.CountBy<CloseReason>("elysia_closes_total", "Viewers that left or were disconnected, by reason; slow_consumer "
            + "is an eviction.", "reason", reason => hub.Counters.Sum(c => c.Closes(reason)));
        meter.CountBy<DeliveryLevel>("elysia_rung_steps_total", "Number of times the delivery level of a viewer became this one, "
            + "from the level above or below.", "rung", level => hub.Counters.Sum(c => c.Steps(level)));
        meter.CountBy<UpgradeVerdict>("elysia_upgrades_total", "WebSocket requests by the answer they received.",
            "verdict", refusals.Of);
        meter.Count("elysia_viewers_turned_away_total", "Clients refused after the handshake, because the maximum number of "
            + "viewers had been reached meanwhile.", () => refusals.ClientsTurnedAway);
    }

    private static void AddTicks(Meter meter, TickCounters ticks)
    {
        meter.Count("elysia_ticks_total", "Ticks taken.", () => ticks.Ticks);
        meter.Count("elysia_ticks_skipped_total", "Ticks that were due and not taken.", () => ticks.Skipped);
        meter.Show("elysia_tick_rate_hertz", "Ticks per second at present.", () => ticks.RateHz, "Hz");
    }

    private static void AddFrames(Meter meter, Hub hub)
    {
        meter.CountBy<FrameKind>("elysia_frames_total", "Frames handed to sockets.", "kind",
            kind => hub.Counters.Sum(c => c.Frames(kind)));
        meter.Count("elysia_sent_bytes_total", "Payload bytes handed to sockets.", () => hub.Counters.Sum(c => c.Bytes), "By");
        meter.Count("elysia_delivered_ticks_total", "Ticks for which a viewer was sent a frame, summed over all viewers.",
            () => hub.Counters.Sum(c => c.DeliveredTicks));
        meter.Count("elysia_empty_ticks_total", "Ticks at which a viewer needed no frame, because nothing had moved.",
            () => hub.Counters.Sum(c => c.EmptyTicks));
        meter.Count("elysia_merged_ticks_total", "Ticks merged into a later frame of a viewer, because it was still receiving an "
            + "earlier one.", () => hub.Counters.Sum(c => c.MergedTicks));
    }
}
