using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Admission.Tokens;

/// <summary>Checks the files that ELYSIA_AUTH uses before the daemon starts, so that the operator learns of errors at
/// once.</summary>
internal static class AuthFiles
{
    /// <summary>Describes each fault; empty when there is none.</summary>
    /// <remarks>A URL is not fetched: the identity provider may start after the daemon.</remarks>
    public static IEnumerable<string> Check(DaemonOptions options)
    {
        if (options.Auth == AuthMode.Off)
        {
            yield break;
        }

        if (options.Jwks is { } jwks && !JwksAddress.IsUrl(jwks) && new JwksFile(jwks).Read().Fault is { } fault)
        {
            yield return $"ELYSIA_JWKS is \"{jwks}\", and {fault}.";
        }

        if (new Revocations(options.RevokedFile).Reload() is { } wrong)
        {
            yield return $"ELYSIA_REVOKED_FILE cannot be used: {wrong}.";
        }
    }
}
