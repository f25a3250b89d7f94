using System.Buffers;
using System.Text.Json;
using Elysia.Configuration.Options;
using Elysia.State;

namespace Elysia.Recording;

/// <summary>The lines of a recording, in JSON: a first one with her settings, one per tick, and a last one.
/// Pure.</summary>
/// <remarks>Numbers are written so that they are read back exactly. A line of a tick has its time in units of 100 ns
/// and, where they changed, "m" for the mood and "w" for the mouth: {"e":166667,"m":[0.5,0.7,0]}.</remarks>
internal static class RecordingFormat
{
    private const int Version = 1;
    private const string On = "on";
    private const string Off = "off";

    /// <summary>Formats the first line: the initial mood and the settings of its decay.</summary>
    public static byte[] Head(MoodSettings nature, Mood start) => Line(json =>
    {
        json.WriteNumber("elysia-recording"u8, Version);
        Write(json, "start"u8, start);
        (double valence, double arousal, double dominance) = nature.Temperament;
        Write(json, "home"u8, new Mood(valence, arousal, dominance));
        json.WriteNumber("settle"u8, nature.Settle.Ticks);
        json.WriteNumber("half"u8, nature.HomeHalfLife.Ticks);
        json.WriteString("breath"u8, nature.Breath ? On : Off);
        json.WriteString("blink"u8, nature.Blink ? On : Off);
        json.WriteNumber("seed"u8, nature.Seed);
    });

    /// <summary>Formats the line of a tick.</summary>
    public static byte[] Tick(RecordedTick tick) => Line(json =>
    {
        json.WriteNumber("e"u8, tick.Elapsed.Ticks);
        if (tick.Changes.Mood is { } mood)
        {
            Write(json, "m"u8, mood);
        }

        if (tick.Changes.MouthWidth is { } width)
        {
            json.WriteNumber("w"u8, width);
        }
    });

    /// <summary>Formats the last line: the number of ticks, and the final state.</summary>
    public static byte[] End(long ticks, in AvatarState state)
    {
        double[] picture = Picture(state);
        return Line(json =>
        {
            json.WriteNumber("ticks"u8, ticks);
            json.WriteStartArray("picture"u8);
            foreach (double value in picture)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Returns the values of all fields, in the order of the wire.</summary>
    public static double[] Picture(AvatarState state) => [.. Enum.GetValues<FieldId>().Select(field => state[field])];

    /// <summary>Reads the first line.</summary>
    /// <exception cref="RecordingException">The line is not the first line of a recording.</exception>
    public static (MoodSettings Nature, Mood Start) ReadHead(string line)
    {
        using JsonDocument json = Parse(line, 1);
        JsonElement head = json.RootElement;
        if (!head.TryGetProperty("elysia-recording", out JsonElement version) || !version.TryGetInt32(out int number)
            || number != Version)
        {
            throw new RecordingException($"This is not a recording of version {Version}.");
        }

        return Guarded(1, () =>
        {
            Mood home = ReadMood(head.GetProperty("home"));
            return (new MoodSettings
            {
                Settle = TimeSpan.FromTicks(head.GetProperty("settle").GetInt64()),
                HomeHalfLife = TimeSpan.FromTicks(head.GetProperty("half").GetInt64()),
                Temperament = (home.Valence, home.Arousal, home.Dominance),
                Breath = head.GetProperty("breath").GetString() == On,
                Blink = head.GetProperty("blink").GetString() == On,
                Seed = head.GetProperty("seed").GetInt32(),
            }, ReadMood(head.GetProperty("start")));
        });
    }

    /// <summary>Reads the line of a tick, or the last one.</summary>
    /// <returns>The tick, or the values of the final state.</returns>
    /// <exception cref="RecordingException">The line is neither of them.</exception>
    public static (RecordedTick Tick, double[]? Picture) ReadLine(string line, int number)
    {
        using JsonDocument json = Parse(line, number);
        JsonElement root = json.RootElement;
        return Guarded<(RecordedTick, double[]?)>(number, () => root.TryGetProperty("picture", out JsonElement picture)
            ? (default, [.. picture.EnumerateArray().Select(v => v.GetDouble())])
            : (new RecordedTick(
                TimeSpan.FromTicks(root.GetProperty("e").GetInt64()),
                new AvatarChanges(
                    root.TryGetProperty("m", out JsonElement mood) ? ReadMood(mood) : null,
                    root.TryGetProperty("w", out JsonElement width) ? width.GetDouble() : null)), null));
    }

    private static Mood ReadMood(JsonElement mood) => new(mood[0].GetDouble(), mood[1].GetDouble(), mood[2].GetDouble());

    private static JsonDocument Parse(string line, int number)
    {
        try
        {
            JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json : throw new RecordingException($"Line {number} is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new RecordingException(
                $"Line {number} is not JSON: the recording was cut off there, or the file is not a recording.");
        }
    }

    private static T Guarded<T>(int number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException)
        {
            throw new RecordingException($"Line {number} is not a line of a recording: {e.Message}");
        }
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Mood mood)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(mood.Valence);
        json.WriteNumberValue(mood.Arousal);
        json.WriteNumberValue(mood.Dominance);
        json.WriteEndArray();
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}

/// <summary>The inputs of a tick: its state follows from them and the previous state.</summary>
/// <param name="Elapsed">The measured time since the previous tick.</param>
/// <param name="Changes">The changes that the engines made since then.</param>
internal readonly record struct RecordedTick(TimeSpan Elapsed, AvatarChanges Changes);

/// <summary>The exception for a file that is not a recording of this version.</summary>
/// <param name="message">The number of the line, and the fault.</param>
internal sealed class RecordingException(string message) : Exception(message);
