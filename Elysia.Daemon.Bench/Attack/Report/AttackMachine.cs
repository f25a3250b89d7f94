using System.Globalization;
using System.Runtime.InteropServices;
using Elysia.Bench.Compare;
using Elysia.Bench.Compare.Build;
using Elysia.LoadTest.Report;

namespace Elysia.Bench.Attack.Report;

/// <summary>Describes the machine that ran the attacks.</summary>
internal static class AttackMachine
{
    /// <summary>Returns the machine in words, without anything that identifies it.</summary>
    public static string Describe()
    {
        Machine machine = Machine.Here();
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-')[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Processor} ({RuntimeInformation.ProcessArchitecture}), {machine.Cores} cores, ")
            + FormattableString.Invariant($"{machine.MemoryBytes / 1e9:0} GB; Linux {kernel}; {machine.Runtime}");
    }

    /// <summary>Returns the commit of the tree, and whether there are uncommitted changes.</summary>
    public static async Task<string> CommitAsync(Folders folders, CancellationToken stopping)
    {
        string commit = await Tools.RunAsync("git", ["rev-parse", "--short=12", "HEAD"], folders.Repository, stopping);
        string changes = await Tools.RunAsync(
            "git", ["status", "--porcelain", "--untracked-files=no", "--", ":!docs"], folders.Repository, stopping);
        return commit.Trim() + (changes.Length == 0 ? "" : "+");
    }
}
