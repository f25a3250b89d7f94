using System.Diagnostics;
using OsProcess = System.Diagnostics.Process;

namespace Elysia.Tests.Fakes;

/// <summary>Runs a tool of the machine with which a test checks Elysia's files.</summary>
internal static class Tool
{
    /// <summary>Runs a tool to its end.</summary>
    /// <returns>The exit code and the output.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        string name, string[] arguments, string input = "", string? folder = null)
    {
        var start = new ProcessStartInfo(Require(name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using OsProcess process = OsProcess.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        return (process.ExitCode, $"{await output}{await error}");
    }

    /// <summary>Returns the path of a tool; without it the test is inconclusive, or in CI fails.</summary>
    private static string Require(string name)
    {
        string? path = new[] { "/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin" }
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            MissingTool.Report($"{name} is missing. Install it: packaging/test-tools.sh");
        }

        return path!;
    }
}
