using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Admission.Tokens;

/// <summary>Looks at the files of ELYSIA_AUTH before the daemon starts: what is wrong in them is the operator's to
/// know.</summary>
internal static class AuthFiles
{
    /// <summary>What is wrong, in words; empty when all is well.</summary>
    /// <remarks>An address of the web is not asked: the identity provider may start after us.</remarks>
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
