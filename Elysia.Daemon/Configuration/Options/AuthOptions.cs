using System.Text;
using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: tokens, and what a client may do without one.</summary>
internal static class AuthOptions
{
    /// <summary>The minimum length of a secret.</summary>
    /// <remarks>Unit: bytes. 32: as long as the hash of HS256 (RFC 7518 section 3.2).</remarks>
    public const int SecretMinBytes = 32;

    // The words of the reference for yes and no follow Elysia's own, which are the ones shown.
    private static readonly string[] Off = ["off", "false", "0", "no"];
    private static readonly string[] Jwt = ["jwt", "true", "1", "yes", "on"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_AUTH", "ENABLE_AUTH", "off (or false, 0, no), jwt (or true, 1, yes, on)",
            "Whether clients need a token. jwt: all do, and the role in the token says what a client may do. off: every client "
            + "may watch and talk, and clients on this machine that do not come through a proxy may do everything.",
            false, o => Word(o.Auth), (o, v) => Is(Off, v) ? o with { Auth = AuthMode.Off }
                : Is(Jwt, v) ? o with { Auth = AuthMode.Jwt } : null),
        new("ELYSIA_JWT_SECRET", "JWT_SECRET", "at least 32 bytes",
            "Secret for tokens signed with HS256. A file is safer: child processes inherit the environment.",
            true, o => o.JwtSecretFile is null ? o.JwtSecret?.Text : null,
            (o, v) => IsSecret(v) ? o with { JwtSecret = new Secret(v) } : null),
        new("ELYSIA_JWT_SECRET_FILE", null, "an absolute path",
            "File that holds this secret. If neither is set, the systemd credential elysia-jwt-secret is used when there "
            + "is one.",
            false, o => o.JwtSecretFile, (o, v) => JwksAddress.IsPath(v) ? o with { JwtSecretFile = v } : null),
        new("ELYSIA_JWKS", null, "an absolute path, or an http or https address without a password",
            "Public keys (JWKS) for tokens signed with RS256 or ES256: a file or a web address. They are reloaded on SIGHUP, "
            + "every ELYSIA_JWKS_REFRESH seconds, and when a token names an unknown key.",
            false, o => o.Jwks, (o, v) => JwksAddress.IsAllowed(v) ? o with { Jwks = v } : null),
        Number("ELYSIA_JWKS_REFRESH", null, 10, 86_400, "seconds", "Time between two reloads of ELYSIA_JWKS.",
            o => (int)o.JwksRefresh.TotalSeconds, (o, v) => o with { JwksRefresh = TimeSpan.FromSeconds(v) }),
        Words("ELYSIA_JWT_ISSUER", "Issuer (iss) that a token must have.",
            o => o.JwtIssuer, (o, v) => o with { JwtIssuer = v }),
        Words("ELYSIA_JWT_AUDIENCE", "Audience (aud) that a token must have.",
            o => o.JwtAudience, (o, v) => o with { JwtAudience = v }),
        Words("ELYSIA_JWT_ROLE_CLAIM", "Claim of a token that holds its role: viewer, speaker, engine or operator.",
            o => o.JwtRoleClaim, (o, v) => o with { JwtRoleClaim = v }),
        Number("ELYSIA_AUTH_TIMEOUT", null, 1, 60, "seconds",
            "Time a client that connects without a token has to send one. Until then it receives nothing.",
            o => (int)o.AuthTimeout.TotalSeconds, (o, v) => o with { AuthTimeout = TimeSpan.FromSeconds(v) }),
        Number("ELYSIA_AUTH_PENDING", null, 1, 10_000, "connections",
            "Maximum number of clients that have not sent their token yet, at most 16 of them from one address (per /64 network "
            + "for IPv6). For one more, the oldest one of the address with most is closed with code 1013.",
            o => o.AuthPending, (o, v) => o with { AuthPending = v }),
        new("ELYSIA_REVOKED_FILE", null, "an absolute path",
            "File that lists the subjects whose tokens are revoked, one per line. It is reloaded on SIGHUP.",
            false, o => o.RevokedFile, (o, v) => JwksAddress.IsPath(v) ? o with { RevokedFile = v } : null),
    ];

    /// <summary>Whether a text is long enough to be a secret.</summary>
    public static bool IsSecret(string text) => Encoding.UTF8.GetByteCount(text) >= SecretMinBytes;

    /// <summary>Returns the errors between options that are valid by themselves.</summary>
    public static IEnumerable<string> Check(DaemonOptions options)
    {
        if (options.JwtSecret is not null && options.JwtSecretFile is not null)
        {
            yield return "ELYSIA_JWT_SECRET and ELYSIA_JWT_SECRET_FILE are both set; allowed: one of them.";
        }
    }

    /// <summary>Returns an error if there is no key to verify tokens with, once files and credentials have been
    /// read.</summary>
    public static IEnumerable<string> CheckKeys(DaemonOptions options)
    {
        if (options.Auth == AuthMode.Jwt && options.JwtSecret is null && options.JwtSecretFile is null && options.Jwks is null)
        {
            yield return "ELYSIA_AUTH is jwt, and there is no key to verify tokens with; set ELYSIA_JWT_SECRET_FILE, "
                + "ELYSIA_JWT_SECRET or ELYSIA_JWKS.";
        }
    }

    private static bool Is(string[] words, string text) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static OptionDescriptor Words(
        string name, string help, Func<DaemonOptions, string?> get, Func<DaemonOptions, string, DaemonOptions> set) => new(
            name, null, "1 to 256 characters", help, false, get,
            (o, v) => v.Length is > 0 and <= 256 && !v.Any(char.IsControl) ? set(o, v) : null);
}

/// <summary>Whether clients need a token (ELYSIA_AUTH).</summary>
internal enum AuthMode
{
    /// <summary>No client needs a token.</summary>
    Off,

    /// <summary>Every client needs a token that names its role.</summary>
    Jwt,
}
