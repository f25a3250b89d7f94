using System.Globalization;

namespace Elysia.LoadTest.Load;

/// <summary>Prints a load result for people: each figure with its unit and its meaning.</summary>
internal static class LoadTable
{
    /// <summary>Prints a result.</summary>
    public static void Write(TextWriter output, LoadResult result)
    {
        LoadOptions options = result.Options;
        Section(output, result.IsInterrupted ? "Load (interrupted; so far)" : "Load");
        Line(output, "viewers",
            $"{result.Connected:N0} connected of {result.Options.Clients:N0}; {result.OpenAtEnd:N0} open at the end");
        Line(output, "kinds",
            $"{options.Healthy:N0} healthy, {options.SlowPercent:0.#} % slow, {options.StalledPercent:0.#} % stalled");
        Line(output, "protocol", $"{options.Protocol.Name()}");
        Line(output, "measured", $"{result.Elapsed.TotalSeconds:0.0} s over real sockets at {result.Url}");
        foreach ((string reason, int count) in result.Losses)
        {
            Line(output, "lost", $"{count:N0} {reason}");
        }

        Section(output, "Delivery");
        Line(output, "frames",
            $"{result.FramesPerSecond:N0} per second, {result.FramesPerSecondPerViewer:0.0} to a healthy viewer");
        (double bytes, double packets) = (result.BytesPerSecondPerViewer, result.PacketBytesPerSecondPerViewer);
        Line(output, "bytes",
            $"{bytes:N1} B/s to a healthy viewer, WebSocket headers included; {packets:N1} with TCP's and IP's");
        Ages(output, result);
        Server(output, result);
        Truth(output, result);
        Section(output, "Generator");
        Line(output, "load",
            $"{result.Generator.LoopCores:0.00} of a core; waited for a core {result.Generator.WaitingShare:0.0 %} of the time");
        Age(output, "own delay",
            result.Generator.OwnDelay, "sockets that were ready waited for the loop; part of every age");
        output.WriteLine($"  {result.Generator.Verdict}");
    }

    private static void Ages(TextWriter output, LoadResult result)
    {
        Section(output, "Age                                p50       p99     p99.9       max  (ms)");
        if (result.FrameAge is null)
        {
            output.WriteLine(result.Options.Protocol == BenchProtocol.Samples
                ? "  not measured: the server adds no \"t\" to its messages (?stamps=1)"
                : "  not measured: motions tell the server's time, not the machine's");
        }

        Age(output, "frame age", result.FrameAge, "of a state when it is read");
        Age(output, "shown age", result.ShownAge, "at 60 display instants a second: how long a newer state existed");
        Age(output, "shown age, just woken", result.ShownAgeAwake, "the same for slow viewers while awake");
        Age(output, "first frame on waking", result.WakeFirstFrameAge, "of the first state a slow viewer reads");
        Age(output, "waking to current", result.WakeCatchUp, "until a state published after the waking is shown");
        Age(output, "speech latency", result.SpeechLatency, "from a question to its answer");
        if (result.NotCaughtUp > 0)
        {
            Line(output, "never current", $"{result.NotCaughtUp:N0} wakings ended before the viewer was current");
        }

        if (result.Talk.Questions > 0)
        {
            TalkFigures talk = result.Talk;
            Line(output, "talk",
                $"{talk.Questions:N0} questions, {talk.Answers:N0} answers, {talk.Errors:N0} refusals, {talk.Lost:N0} lost");
        }

        if (result.Ticks is { } ticks)
        {
            Age(output, "tick lateness", ticks.Lateness, "distance of a gap between frames from whole periods");
            Line(output, "ticks",
                $"{ticks.RateHz:0.#} Hz; longest gap {ticks.GapMaxMs:0.0} ms; {ticks.Absent:N0} without a frame");
        }
    }

    private static void Server(TextWriter output, LoadResult result)
    {
        Section(output, "Server");
        if (result.ServerCores is not { } cores)
        {
            output.WriteLine("  not measured: its process is unknown (--pid)");
            return;
        }

        Line(output, "CPU", $"{cores:0.00} cores; {result.ServerCpuPerFrameMicroseconds ?? 0:0.00} µs per delivered frame");
        Line(output, "memory",
            $"{result.ServerResidentBytes / 1048576.0:0.0} MiB; {result.ServerBytesPerViewer / 1024.0:0.0} KiB more per viewer");
        if (result.Health is { } health)
        {
            (double rate, double late) = (health.RateHz ?? 0, health.LatenessMaxMs ?? 0);
            (double skipped, double merged) = (health.SkippedTicks ?? 0, health.MergedTicks ?? 0);
            Line(output, "its own words",
                $"{rate:0.#} Hz; latest tick {late:0.0} ms late; {skipped:N0} skipped; {merged:N0} merged");
        }
    }

    private static void Truth(TextWriter output, LoadResult result)
    {
        TruthFigures truth = result.Truth;
        (double threshold, double off) = (result.Options.Threshold, truth.MaxDistance);
        Section(output, "Truth");
        string compared = result.Options.Protocol == BenchProtocol.Samples
            ? "compared with the reference viewer's" : "of the reference viewer compared by digest";
        Line(output, "pictures", $"{truth.Checked:N0} {compared}; {truth.Unchecked:N0} could not be");
        Line(output, "wrong",
            $"{truth.Wrong:N0} by more than {threshold}, at {truth.WrongViewers:N0} viewers; at most {off:0.###} off");
        foreach (PictureMismatch wrong in truth.Examples)
        {
            Line(output, "",
                $"viewer {wrong.Viewer}: {State.Field.Name(wrong.Field)} {wrong.Shown} instead of {wrong.Truth} at t={wrong.T}");
        }
    }

    private static void Section(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    private static void Line(TextWriter output, string name, FormattableString value) =>
        output.WriteLine($"  {name,-22} {value.ToString(CultureInfo.InvariantCulture)}");

    private static void Age(TextWriter output, string name, AgeFigures? age, string meaning)
    {
        if (age is not null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-26} {age.P50Ms,9:0.00} {age.P99Ms,9:0.00} {age.P999Ms,9:0.00} {age.MaxMs,9:0.00}  {meaning}"));
        }
    }
}
