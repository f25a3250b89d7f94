namespace Elysia.Tests.Fakes;

/// <summary>A file that a test writes, and that is gone after it.</summary>
internal sealed class TempFile : IDisposable
{
    /// <summary>A file with a text in it.</summary>
    public TempFile(string text) => Write(text);

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"elysia-{Guid.NewGuid():N}");

    /// <summary>Puts another text into it.</summary>
    public void Write(string text)
    {
        File.WriteAllText(Path, text);
        Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Says who may do what with it.</summary>
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
