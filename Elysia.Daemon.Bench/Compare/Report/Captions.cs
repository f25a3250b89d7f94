using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Report;

/// <summary>The title and the explanation of each workload.</summary>
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
            + " The age of a frame is the time from the tick that made it until the viewer has read it: a server that"
            + " drops frames delivers fresh ones, a server that queues them does not.",
        "stalled" => "The connections of the stalled viewers go dead after they have joined: nothing is read or"
            + $" acknowledged. The figures are those of the healthy viewers, from {workload.Warmup.TotalSeconds:0} to"
            + $" {(workload.Warmup + workload.Window).TotalSeconds:0} s after the last one joined. The memory gained is"
            + " measured from the start of the server and includes that of the viewers.",
        _ => $"At {workload.RateHz} frames/s: the proportional set size with the viewers minus that without them,"
            + " divided by the number of viewers. It includes garbage that has not been collected yet, but not the"
            + " kernel's socket buffers.",
    };

    /// <summary>Whether the chart is logarithmic: frame ages differ by orders of magnitude, the other metrics do
    /// not.</summary>
    public static bool IsLogarithmic(Workload workload) => workload.Key is "overload" or "stalled";
}
