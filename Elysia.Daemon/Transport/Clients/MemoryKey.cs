using System.Security.Cryptography;
using System.Text;
using Elysia.Channels;

namespace Elysia.Transport.Clients;

/// <summary>The key by which a viewer without a token is known again: it makes one up, keeps it, and sends it as
/// ?me=KEY.</summary>
/// <remarks>Who has the key has the talk, so it has to be long and random. On disk stands only its hash.</remarks>
internal static class MemoryKey
{
    /// <summary>Shortest key.</summary>
    /// <remarks>Unit: characters. 22: a random number of 128 bits in base64url.</remarks>
    public const int MinChars = 22;

    /// <summary>Longest key.</summary>
    public const int MaxChars = 64;

    private const int HashChars = 32;

    /// <summary>The subject of a key.</summary>
    /// <param name="key">What the client sent; null when it sent none.</param>
    /// <returns>"key:" and the first half of its SHA-256; empty when it is no key, whose sender then stays unknown.</returns>
    public static string SubjectOf(string? key) =>
        key is { Length: >= MinChars and <= MaxChars } && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? $"{Speaker.KeyPrefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))[..HashChars]}"
            : "";
}
