using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Build;

/// <summary>The results of the builds, with the command that starts each server.</summary>
/// <param name="Node">The node binary for the node servers; null if none was selected.</param>
internal sealed record Builds(string Work, string Dotnet, string? Node, string? Daemon)
{
    public string Viewers => Path.Combine(Work, "viewers");

    public string Floor => Path.Combine(Work, "floor");

    public string NodeFolder => Path.Combine(Work, "node");

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command(Peer peer) => peer.Kind switch
    {
        PeerKind.C => [Floor],
        PeerKind.Node => [Node!, Path.Combine(NodeFolder, peer.Key + ".mjs")],
        PeerKind.DotNet => [Dotnet, Path.Combine(Published(peer.Key), peer.Key + ".dll")],
        _ => Daemon!.EndsWith(".dll", StringComparison.Ordinal) ? [Dotnet, Daemon] : [Daemon],
    };

    /// <summary>Returns the environment of a server. The peers take PORT and RATE; the daemon has its own
    /// names.</summary>
    public static IReadOnlyDictionary<string, string> Settings(Peer peer, int port, int rateHz) =>
        peer.Kind == PeerKind.Elysia
            ? new Dictionary<string, string>
            {
                ["ELYSIA_PORT"] = $"{port}",
                ["ELYSIA_MIN_FPS"] = $"{rateHz}",
                ["ELYSIA_MAX_FPS"] = $"{rateHz}",
            }
            : new Dictionary<string, string> { ["PORT"] = $"{port}", ["RATE"] = $"{rateHz}" };

    public string Published(string key) => Path.Combine(Work, "published", key);
}

/// <summary>Something that the comparison needs is missing or does not build; the message is for the
/// operator.</summary>
internal sealed class BuildException(string message) : Exception(message);
