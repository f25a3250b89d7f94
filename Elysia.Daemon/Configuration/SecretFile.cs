using System.Text;
using Elysia.Configuration.Options;

namespace Elysia.Configuration;

/// <summary>Loads the secret for tokens from its file or from systemd into the options.</summary>
internal static class SecretFile
{
    /// <summary>The name of the credential (systemd.exec(5), LoadCredential=).</summary>
    public const string Credential = "elysia-jwt-secret";

    private const int MaxBytes = 4096;

    // Strict: bytes that are not text would silently become a different secret.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the options with the secret in them.</summary>
    /// <param name="read">The options as read from the environment.</param>
    /// <param name="credentials">CREDENTIALS_DIRECTORY; null if systemd set none.</param>
    public static OptionsResult Load(OptionsResult read, string? credentials)
    {
        DaemonOptions options = read.Options;
        string? offered = credentials is null ? null : Path.Combine(credentials, Credential);
        bool isOffered = offered is not null && File.Exists(offered);
        if (isOffered && (options.JwtSecret ?? (object?)options.JwtSecretFile) is not null)
        {
            return read with
            {
                Errors = [.. read.Errors, $"The systemd credential {Credential} exists, and ELYSIA_JWT_SECRET or "
                    + "ELYSIA_JWT_SECRET_FILE is set as well; allowed: one of them."],
            };
        }

        string? path = options.JwtSecretFile ?? (isOffered ? offered : null);
        if (path is null || options.JwtSecret is not null)
        {
            return read;
        }

        string[] open = IsOpenToAll(path) ? [$"{path} can be read by every user; run chmod o-r on it."] : [];
        string? fault = TryRead(path, out Secret? secret);
        return fault is null
            ? read with
            {
                Options = options with { JwtSecret = secret },
                Warnings = [.. read.Warnings, .. open],
            }
            : read with { Errors = [.. read.Errors, $"The secret for tokens in {path} cannot be used: {fault}."] };
    }

    /// <summary>Reads a secret from a file.</summary>
    /// <returns>The fault; null if the secret was read.</returns>
    private static string? TryRead(string path, out Secret? secret)
    {
        secret = null;
        if (!SmallFile.TryRead(path, MaxBytes, out byte[] bytes, out string? fault))
        {
            return fault;
        }

        try
        {
            // Editors and shells end a file with a line feed.
            string text = Utf8.GetString(bytes).Trim();
            secret = AuthOptions.IsSecret(text) ? new Secret(text) : null;
            return secret is null ? $"it holds fewer than {AuthOptions.SecretMinBytes} bytes" : null;
        }
        catch (DecoderFallbackException)
        {
            return "it is not UTF-8 text; `openssl rand -base64 48` makes one that is";
        }
    }

    private static bool IsOpenToAll(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);
}
