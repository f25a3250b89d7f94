using System.Globalization;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the attacked daemon's process, where DOTNET_STARTUP_HOOKS names this assembly: on SIGWINCH it collects
/// all garbage and writes the live memory to a file, so that live memory can be told from garbage not yet collected.
/// </summary>
/// <remarks>.NET requires a class of this name without a namespace.</remarks>
#pragma warning disable CA1050 // as above
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>The variable that names the file to write.</summary>
    public const string FileVariable = "HEAP_FILE";

    // The number of SIGWINCH on Linux; .NET takes raw signal numbers.
    private const int WindowChange = 28;

    private static PosixSignalRegistration? _registration;

    /// <summary>Called by .NET.</summary>
    public static void Initialize()
    {
        string? file = Environment.GetEnvironmentVariable(FileVariable);
        if (file is not null && _registration is null)
        {
            _registration = PosixSignalRegistration.Create((PosixSignal)WindowChange, _ => Write(file));
        }
    }

    private static void Write(string file)
    {
        TimeSpan pause = GC.GetTotalPauseDuration();
        int collections = GC.CollectionCount(0);
        long live = GC.GetTotalMemory(forceFullCollection: true);

        // Renamed when complete, so that the reader never sees a partial file.
        string text = string.Create(CultureInfo.InvariantCulture, $"{live} {collections} {pause.TotalMilliseconds:0.###}");
        File.WriteAllText($"{file}.new", text);
        File.Move($"{file}.new", file, overwrite: true);
    }
}
