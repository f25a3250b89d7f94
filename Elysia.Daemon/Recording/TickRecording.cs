using Elysia.Configuration.Options;
using Elysia.State;

namespace Elysia.Recording;

/// <summary>A recording that was read from a file.</summary>
/// <param name="Nature">The settings of her mood.</param>
/// <param name="Start">The initial mood.</param>
/// <param name="Ticks">All ticks, in order.</param>
/// <param name="Picture">The values of the final state; null if the recording was cut off.</param>
internal sealed record TickRecording(
    MoodSettings Nature, Mood Start, IReadOnlyList<RecordedTick> Ticks, IReadOnlyList<double>? Picture)
{
    /// <summary>The initial state and temperament of the recording.</summary>
    public AvatarSetup Setup => State.AvatarFactory.Create(Nature, Start);

    /// <summary>The duration of the recording.</summary>
    public TimeSpan Length => new(Ticks.Sum(tick => tick.Elapsed.Ticks));

    /// <summary>Reads a recording.</summary>
    /// <exception cref="RecordingException">The file is not a recording.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read the file.</exception>
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

    /// <summary>Computes the state after the last tick.</summary>
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
