using Elysia.Configuration.Options;
using Elysia.State;

namespace Elysia.Recording;

/// <summary>A recording as it was read.</summary>
/// <param name="Nature">How she moves by nature.</param>
/// <param name="Start">The mood she wakes up in.</param>
/// <param name="Ticks">Every tick, in order.</param>
/// <param name="Picture">The values it came to; null when the recording was cut off.</param>
internal sealed record TickRecording(
    MoodSettings Nature, Mood Start, IReadOnlyList<RecordedTick> Ticks, IReadOnlyList<double>? Picture)
{
    /// <summary>Her life as it begins there.</summary>
    public AvatarSetup Setup => State.AvatarFactory.Create(Nature, Start);

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => new(Ticks.Sum(tick => tick.Elapsed.Ticks));

    /// <summary>Reads a recording.</summary>
    /// <exception cref="RecordingException">The file is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static TickRecording Read(string path)
    {
        var ticks = new List<RecordedTick>();
        double[]? picture = null;
        (MoodSettings Nature, Mood Start)? head = null;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (head is null)
            {
                head = RecordingFormat.ReadHead(line);
                continue;
            }

            (RecordedTick tick, picture) = RecordingFormat.ReadLine(line, number);
            if (picture is null)
            {
                ticks.Add(tick);
            }
        }

        return head is { } found
            ? new TickRecording(found.Nature, found.Start, ticks, picture) : throw new RecordingException("The file is empty.");
    }

    /// <summary>The state that all its ticks come to.</summary>
    public AvatarState Play()
    {
        AvatarSetup setup = Setup;
        AvatarState state = setup.Start;
        foreach (RecordedTick tick in Ticks)
        {
            state = AvatarSimulation.Step(state, tick.Changes, tick.Elapsed, setup.Temperament);
        }

        return state;
    }
}
