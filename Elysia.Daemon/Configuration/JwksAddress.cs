namespace Elysia.Configuration;

/// <summary>ELYSIA_JWKS: a file or an address of the web.</summary>
internal static class JwksAddress
{
    /// <summary>Whether the value is an address of the web, rather than a file.</summary>
    public static bool IsUrl(string value) =>
        value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the value can be used: an absolute path, or an address without a name and a password in it, which
    /// would be shown with it.</summary>
    public static bool IsAllowed(string value) => IsUrl(value)
        ? Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length == 0
        : IsPath(value);

    /// <summary>Whether the value is an absolute path: what is relative to depends on who starts the daemon.</summary>
    public static bool IsPath(string value) => value[0] == '/' && !value.Any(char.IsControl);
}
