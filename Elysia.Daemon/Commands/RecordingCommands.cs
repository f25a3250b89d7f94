using System.CommandLine;
using System.Globalization;
using Elysia.Configuration;
using Elysia.Hosting;
using Elysia.Recording;

namespace Elysia.Commands;

/// <summary>`elysia record` and `elysia replay`: run the daemon as usual, and write everything that affects her state
/// to a file, or read it from one.</summary>
internal static class RecordingCommands
{
    /// <summary>Creates the command that records.</summary>
    public static Command Record(TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "The file to write; an existing file is not overwritten." };
        var record = new Command("record", "Run the daemon and record everything that affects her state.") { file };
        record.SetAction(async (parsed, stopping) =>
        {
            string path = Path.GetFullPath(parsed.GetValue(file)!);
            try
            {
                await using (new FileStream(path, FileMode.CreateNew, FileAccess.Write).ConfigureAwait(false))
                {
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"Cannot record to {path}: {e.Message}").ConfigureAwait(false);
                return ExitCode.Configuration;
            }

            return await RunCommand.RunAsync(error, stopping, new RecordingSettings(path, null)).ConfigureAwait(false);
        });
        return record;
    }

    /// <summary>Creates the command that replays.</summary>
    public static Command Replay(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "A file written by `elysia record`." };
        var check = new Option<bool>("--check")
        {
            Description = "Serve nothing; exit 1 unless the replay ends in the recorded state.",
        };
        var replay = new Command("replay", "Run the daemon and replay a recording.") { file, check };
        replay.SetAction(async (parsed, stopping) =>
        {
            string path = Path.GetFullPath(parsed.GetValue(file)!);
            try
            {
                var recording = TickRecording.Read(path);
                if (parsed.GetValue(check))
                {
                    return await CheckAsync(recording, output).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordingException)
            {
                await error.WriteLineAsync($"Cannot replay {path}: {e.Message}").ConfigureAwait(false);
                return ExitCode.Configuration;
            }

            return await RunCommand.RunAsync(error, stopping, new RecordingSettings(null, path)).ConfigureAwait(false);
        });
        return replay;
    }

    private static async Task<int> CheckAsync(TickRecording recording, TextWriter output)
    {
        bool isSame = recording.Picture is { } picture && picture.SequenceEqual(RecordingFormat.Picture(recording.Play()));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{recording.Ticks.Count} ticks, {recording.Length.TotalSeconds:F1} s: ") + (isSame
                ? "the same picture"
                : recording.Picture is null ? "the recording was cut off, and has no picture to compare" : "another picture"))
            .ConfigureAwait(false);
        return isSame ? ExitCode.Ok : ExitCode.Problems;
    }
}
