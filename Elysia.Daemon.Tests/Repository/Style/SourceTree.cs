namespace Elysia.Tests.Repository.Style;

/// <summary>The repository as the style tests see it: all files written by people, without build output.</summary>
internal static class SourceTree
{
    private static readonly string[] Made =
        ["bin", "obj", "out", ".git", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "Oracle"];

    /// <summary>The folder that holds Elysia.slnx, found upwards from the test binary.</summary>
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>Returns files with one of these extensions: their paths from the root, with forward slashes, and their
    /// texts.</summary>
    public static IEnumerable<(string Path, string Text)> Files(params string[] extensions) =>
        Below(Root)
            .Where(file => extensions.Contains(file.Extension))
            .Select(file => (Path: Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/'), file.FullName))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (file.Path, File.ReadAllText(file.FullName)));

    /// <summary>Returns the C# files.</summary>
    public static IEnumerable<(string Path, string Text)> CSharp() => Files(".cs");

    /// <summary>Returns a file's text by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(d => !Made.Contains(d.Name)).SelectMany(Below));

    private static DirectoryInfo FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Elysia.slnx")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new DirectoryNotFoundException("No Elysia.slnx above the test binary.");
    }
}
