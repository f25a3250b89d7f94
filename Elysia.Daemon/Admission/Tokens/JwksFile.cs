using Elysia.Configuration;

namespace Elysia.Admission.Tokens;

/// <summary>A JSON Web Key Set in a file.</summary>
/// <param name="path">The file.</param>
public sealed class JwksFile(string path) : IJwksSource
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync() => Task.FromResult(Read());

    /// <summary>Reads it now.</summary>
    public (IReadOnlyList<PublishedKey> Keys, string? Fault) Read() =>
        SmallFile.TryRead(path, Jwks.MaxBytes, out byte[] bytes, out string? fault) ? Jwks.Read(bytes) : ([], fault);
}
