using System.Globalization;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the attacked daemon's process, where DOTNET_STARTUP_HOOKS names this assembly: on SIGWINCH it collects all garbage
/// and writes down what is left, so that memory that is held is told from memory nobody has looked at yet.
/// </summary>
/// <remarks>.NET demands a class of this name without a namespace.</remarks>
#pragma warning disable CA1050 // as above
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>The variable that names the file to write.</summary>
    public const string FileVariable = "HEAP_FILE";

    // SIGWINCH as Linux numbers it; .NET takes raw numbers.
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

        // Renamed when whole, so that nobody reads a half.
        string text = string.Create(CultureInfo.InvariantCulture, $"{live} {collections} {pause.TotalMilliseconds:0.###}");
        File.WriteAllText($"{file}.new", text);
        File.Move($"{file}.new", file, overwrite: true);
    }
}
