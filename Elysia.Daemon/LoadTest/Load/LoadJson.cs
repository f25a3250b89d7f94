using System.Text.Json;
using Elysia.State;

namespace Elysia.LoadTest.Load;

/// <summary>Writes a load result as JSON: units in the names, null for a figure that could not be measured.</summary>
internal static class LoadJson
{
    /// <summary>Writes the result as one object.</summary>
    public static void Write(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject();
        json.WriteString("protocol", result.Options.Protocol.Name());
        json.WriteString("url", result.Url.ToString());
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        json.WriteBoolean("interrupted", result.IsInterrupted);
        Viewers(json, result);
        Number(json, "frames_per_second", result.FramesPerSecond);
        Number(json, "frames_per_second_per_viewer", result.FramesPerSecondPerViewer);
        Number(json, "bytes_per_second_per_viewer", result.BytesPerSecondPerViewer);
        Number(json, "packet_bytes_per_second_per_viewer", result.PacketBytesPerSecondPerViewer);
        Age(json, "frame_age_ms", result.FrameAge);
        Age(json, "shown_age_ms", result.ShownAge);
        Age(json, "shown_age_just_woken_ms", result.ShownAgeAwake);
        Age(json, "first_frame_on_waking_age_ms", result.WakeFirstFrameAge);
        Age(json, "waking_to_current_ms", result.WakeCatchUp);
        json.WriteNumber("wakings_never_current", result.NotCaughtUp);
        Ticks(json, result.Ticks);
        Server(json, result);
        json.WriteStartObject("talk");
        json.WriteNumber("questions", result.Talk.Questions);
        json.WriteNumber("answers", result.Talk.Answers);
        json.WriteNumber("refusals", result.Talk.Errors);
        json.WriteNumber("lost", result.Talk.Lost);
        Age(json, "speech_latency_ms", result.SpeechLatency);
        json.WriteEndObject();
        Truth(json, result);
        Generator(json, result.Generator);
        json.WriteEndObject();
    }

    /// <summary>Writes a number that may be missing.</summary>
    internal static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes percentiles that may be missing.</summary>
    internal static void Age(Utf8JsonWriter json, string name, AgeFigures? age)
    {
        if (age is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "p50", age.P50Ms);
        Number(json, "p99", age.P99Ms);
        Number(json, "p99.9", age.P999Ms);
        Number(json, "max", age.MaxMs);
        json.WriteNumber("count", age.Count);
        json.WriteEndObject();
    }

    private static void Viewers(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject("viewers");
        json.WriteNumber("asked_for", result.Options.Clients);
        json.WriteNumber("healthy", result.Options.Healthy);
        json.WriteNumber("slow_percent", result.Options.SlowPercent);
        json.WriteNumber("stalled_percent", result.Options.StalledPercent);
        json.WriteNumber("connected", result.Connected);
        json.WriteNumber("open_at_end", result.OpenAtEnd);
        json.WriteStartObject("lost");
        foreach ((string reason, int count) in result.Losses)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Ticks(Utf8JsonWriter json, TickFigures? ticks)
    {
        if (ticks is null)
        {
            json.WriteNull("ticks");
            return;
        }

        json.WriteStartObject("ticks");
        Number(json, "rate_hz", ticks.RateHz);
        Age(json, "lateness_ms", ticks.Lateness);
        Number(json, "longest_gap_ms", ticks.GapMaxMs);
        json.WriteNumber("without_frame", ticks.Absent);
        json.WriteEndObject();
    }

    private static void Server(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject("server");
        Number(json, "cpu_cores", result.ServerCores);
        Number(json, "cpu_per_frame_us", result.ServerCpuPerFrameMicroseconds);
        Number(json, "resident_bytes", result.ServerResidentBytes);
        Number(json, "bytes_per_viewer", result.ServerBytesPerViewer);
        Number(json, "own_rate_hz", result.Health?.RateHz);
        Number(json, "own_lateness_ms_max", result.Health?.LatenessMaxMs);
        Number(json, "own_skipped_ticks", result.Health?.SkippedTicks);
        Number(json, "own_merged_ticks", result.Health?.MergedTicks);
        json.WriteEndObject();
    }

    private static void Truth(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject("truth");
        json.WriteNumber("threshold", result.Options.Threshold);
        json.WriteNumber("checked", result.Truth.Checked);
        json.WriteNumber("unchecked", result.Truth.Unchecked);
        json.WriteNumber("wrong", result.Truth.Wrong);
        json.WriteNumber("wrong_viewers", result.Truth.WrongViewers);
        json.WriteNumber("distance_max", result.Truth.MaxDistance);
        json.WriteStartArray("examples");
        foreach (PictureMismatch wrong in result.Truth.Examples)
        {
            json.WriteStartObject();
            json.WriteNumber("viewer", wrong.Viewer);
            json.WriteNumber("t", wrong.T);
            json.WriteString("field", Field.Name(wrong.Field));
            json.WriteNumber("shown", wrong.Shown);
            json.WriteNumber("truth", wrong.Truth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Generator(Utf8JsonWriter json, GeneratorFigures generator)
    {
        json.WriteStartObject("generator");
        Number(json, "loop_cores", generator.LoopCores);
        Number(json, "waiting_for_core_share", generator.WaitingShare);
        Age(json, "own_delay_ms", generator.OwnDelay);
        json.WriteBoolean("bottleneck", generator.IsBottleneck);
        json.WriteBoolean("starved", generator.IsStarved);
        json.WriteString("verdict", generator.Verdict);
        json.WriteEndObject();
    }
}
