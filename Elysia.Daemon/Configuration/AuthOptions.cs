using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: who may connect.</summary>
internal static class AuthOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_AUTH", "ENABLE_AUTH", ["off", "false", "0", "no"],
            "Authentication. This version has none, so anything but off is refused rather than silently ignored.",
            o => o.Auth, (o, _) => o with { Auth = "off" }),
        new("ELYSIA_JWT_SECRET", "JWT_SECRET", "at least 32 bytes",
            "Secret for tokens. Accepted for configurations of the reference; it has no effect while ELYSIA_AUTH is off.",
            true, o => o.JwtSecret, (o, v) => System.Text.Encoding.UTF8.GetByteCount(v) >= 32 ? o with { JwtSecret = v } : null),
    ];
}
