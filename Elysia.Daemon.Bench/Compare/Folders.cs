using Elysia.Bench.Compare.Build;

namespace Elysia.Bench.Compare;

/// <summary>The folders: sources in the tree, everything that is built in the git-ignored out/compare.</summary>
internal sealed record Folders(string Repository)
{
    public string Sources => Path.Combine(Repository, "Elysia.Daemon.Bench", "Compare");

    public string Work => Path.Combine(Repository, "out", "compare");

    public string Logs => Path.Combine(Work, "logs");

    public string AttackLogs => Path.Combine(Repository, "out", "attack");

    public string PairLogs => Path.Combine(Repository, "out", "pairs", "logs");

    public string Quick => Path.Combine(Work, "quick");

    public string Docs => Path.Combine(Repository, "docs");

    /// <summary>Searches upwards for the solution, from the working directory and from this program.</summary>
    public static Folders Find()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Elysia.slnx")))
                {
                    return new Folders(folder.FullName);
                }
            }
        }

        throw new BuildException("Elysia.slnx is not above the working directory: run this inside the source tree");
    }
}
