namespace Elysia.Configuration;

/// <summary>ELYSIA_JWKS: a file or a web address.</summary>
internal static class JwksAddress
{
    /// <summary>Whether the value is a web address rather than a file.</summary>
    public static bool IsUrl(string value) =>
        value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the value can be used: an absolute path, or an address that contains no user name and password,
    /// which would be shown together with it.</summary>
    public static bool IsAllowed(string value) => IsUrl(value)
        ? Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length == 0
        : IsPath(value);

    /// <summary>Whether the value is an absolute path: a relative one would depend on the working directory of the
    /// daemon.</summary>
    public static bool IsPath(string value) => value[0] == '/' && !value.Any(char.IsControl);
}
