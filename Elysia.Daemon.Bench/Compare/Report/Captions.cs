using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Report;

/// <summary>What a reader is told about each workload.</summary>
internal static class Captions
{
    public static string Title(Workload workload) => workload.Key switch
    {
        "cpu" => $"CPU per delivered frame, {workload.Viewers:N0} viewers",
        "overload" => $"Overload, {workload.Viewers:N0} viewers on one core",
        "stalled" => $"{workload.StalledPercent} % of {workload.Viewers:N0} viewers stalled",
        _ => $"Memory, {workload.Viewers:N0} viewers who only listen",
    };

    public static string Explanation(Workload workload) => workload.Key switch
    {
        "cpu" => "User and system time of the server's process, the kernel's TCP included, divided by the frames that"
            + " arrived. A server below 60 frames/s per viewer has used up its core; one that is behind may put several"
            + " frames into one write, which makes them cheaper and older.",
        "overload" => $"{workload.Viewers * workload.RateHz:N0} frames/s are asked for, more than one core can send."
            + " The age of a frame is the time from the tick that made it to the viewer that read it: who drops frames"
            + " stays fresh, who queues them does not.",
        "stalled" => "The links of the stalled ones die after they have joined: nothing is read, nothing acknowledged."
            + $" The figures are those of the healthy rest, from {workload.Warmup.TotalSeconds:0} to"
            + $" {(workload.Warmup + workload.Window).TotalSeconds:0} s after the last one joined. Memory gained is"
            + " from the start of the server, so it holds the viewers too.",
        _ => $"At {workload.RateHz} frames/s, proportional set size with the viewers less the same without them,"
            + " per viewer. The kernel's socket buffers are not in it; garbage not yet collected is.",
    };

    /// <summary>Frame ages differ by orders of magnitude; the rest is read on a linear scale.</summary>
    public static bool IsLogarithmic(Workload workload) => workload.Key is "overload" or "stalled";
}
