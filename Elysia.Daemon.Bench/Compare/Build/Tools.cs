using System.Diagnostics;

namespace Elysia.Bench.Compare.Build;

/// <summary>Finds programs of the machine by name, and runs them.</summary>
internal static class Tools
{
    private const int OutputMaxChars = 2000;

    /// <summary>Returns the path of a program, or throws a <see cref="BuildException"/> that says what it is needed
    /// for.</summary>
    public static string Require(string name, string purpose) =>
        Find(name) ?? throw new BuildException($"{name} is not on the PATH; it is needed to {purpose}");

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program and returns its output; a failure carries the end of the output.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken stopping)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new BuildException($"{program} does not start");
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(stopping);
            string output = await process.StandardOutput.ReadToEndAsync(stopping);
            await process.WaitForExitAsync(stopping);
            if (process.ExitCode != 0)
            {
                string all = output + await errors;
                string end = all[^Math.Min(all.Length, OutputMaxChars)..];
                throw new BuildException($"{Path.GetFileName(program)} ended with {process.ExitCode}:\n{end}");
            }

            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
