using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Elysia.Bench.Compare.Build;

namespace Elysia.Bench.Compare.Report;

/// <summary>The facts about machine and time that a reader needs to judge the figures, without anything that identifies
/// the machine.</summary>
internal sealed record MachineFacts(
    string Date,
    string Commit,
    string Processor,
    int Cores,
    double MemoryGigabytes,
    string Kernel,
    string CongestionControl,
    string Dotnet,
    string Compiler,
    string Node,
    IReadOnlyDictionary<string, string> Packages)
{
    private static readonly string[] NodePackages = ["@colyseus/core", "@colyseus/schema", "socket.io", "ws"];

    public static async Task<MachineFacts> ReadAsync(
        Builds builds, Folders folders, TimeProvider time, CancellationToken stopping) => new(
            time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            await CommitAsync(folders, stopping),
            $"{Field("/proc/cpuinfo", "model name")} ({RuntimeInformation.ProcessArchitecture})",
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9),
            // Only the version: the part after the first dash identifies a build or a machine.
            File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-')[0],
            File.ReadAllText("/proc/sys/net/ipv4/tcp_congestion_control").Trim(),
            RuntimeInformation.FrameworkDescription,
            "gcc " + await FirstLineAsync("gcc", "-dumpfullversion", stopping),
            "node " + (builds.Node is null ? "not used" : await FirstLineAsync(builds.Node, "--version", stopping)),
            builds.Node is null ? new Dictionary<string, string>() : NodePackages.ToDictionary(
                name => name, name => PackageVersion(Path.Combine(builds.NodeFolder, "node_modules", name))));

    private static async Task<string> CommitAsync(Folders folders, CancellationToken stopping)
    {
        try
        {
            string tree = folders.Repository;
            string commit = await Tools.RunAsync("git", ["rev-parse", "--short=12", "HEAD"], tree, stopping);
            string changes = await Tools.RunAsync(
                "git", ["status", "--porcelain", "--untracked-files=no", "--", ":!docs"], tree, stopping);
            return commit.Trim() + (changes.Length == 0 ? "" : " with uncommitted changes");
        }
        catch (Exception exception) when (exception is BuildException or System.ComponentModel.Win32Exception)
        {
            return "unknown"; // A source archive has no history.
        }
    }

    private static async Task<string> FirstLineAsync(string program, string argument, CancellationToken stopping)
    {
        string output = await Tools.RunAsync(program, [argument], Environment.CurrentDirectory, stopping);
        return output.Split('\n')[0].Trim();
    }

    private static string Field(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown processor";

    private static string PackageVersion(string folder)
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        return package.RootElement.GetProperty("version").GetString() ?? "?";
    }
}
