namespace Elysia.Tests.Fakes;

/// <summary>A test's file, deleted on disposal.</summary>
internal sealed class TempFile : IDisposable
{
    /// <summary>Creates a file with a text.</summary>
    public TempFile(string text) => Write(text);

    /// <summary>Its path.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"elysia-{Guid.NewGuid():N}");

    /// <summary>Replaces the text.</summary>
    public void Write(string text)
    {
        File.WriteAllText(Path, text);
        Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Sets the file's permissions.</summary>
    public void Allow(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, mode);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
