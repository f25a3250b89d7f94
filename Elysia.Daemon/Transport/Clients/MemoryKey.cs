using System.Security.Cryptography;
using System.Text;
using Elysia.Channels;

namespace Elysia.Transport.Clients;

/// <summary>The key by which a viewer without a token is recognized again: the viewer generates it, keeps it, and sends
/// it as ?me=KEY.</summary>
/// <remarks>A client with the key has access to the conversation, so the key must be long and random. Only its hash is
/// stored on disk.</remarks>
internal static class MemoryKey
{
    /// <summary>The minimum length of a key.</summary>
    /// <remarks>Unit: characters. 22: a random number of 128 bits in base64url.</remarks>
    public const int MinChars = 22;

    /// <summary>The maximum length of a key.</summary>
    public const int MaxChars = 64;

    private const int HashChars = 32;

    /// <summary>Returns the subject of a key.</summary>
    /// <param name="key">The key that the client sent; null for none.</param>
    /// <returns>"key:" and the first half of the key's SHA-256; empty when it is not a valid key, and its sender then
    /// stays anonymous.</returns>
    public static string SubjectOf(string? key) =>
        key is { Length: >= MinChars and <= MaxChars } && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? $"{Speaker.KeyPrefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))[..HashChars]}"
            : "";
}
