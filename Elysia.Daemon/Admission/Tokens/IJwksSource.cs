namespace Elysia.Admission.Tokens;

/// <summary>Where a JSON Web Key Set comes from.</summary>
public interface IJwksSource
{
    /// <summary>Where that is, for the log.</summary>
    string Name { get; }

    /// <summary>Reads it.</summary>
    /// <returns>The keys, or what is wrong; never throws for what the world does.</returns>
    Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync();
}
