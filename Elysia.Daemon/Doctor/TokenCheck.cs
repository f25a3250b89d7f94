using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Doctor;

/// <summary>Checks that the secret for signing tokens exists if it is needed, and that it is long enough.</summary>
/// <param name="options">The configured options.</param>
/// <param name="credential">The file that the unit passes to the daemon as a credential.</param>
internal sealed class TokenCheck(DaemonOptions options, string credential) : ICheck
{
    /// <summary>The path from which the unit's LoadCredential reads the secret.</summary>
    public const string CredentialPath = "/etc/credstore/elysia-jwt-secret";

    private const string Subject = "token";
    private const int SecretMinBytes = 32;
    private const string Remedy = "head -c 48 /dev/urandom | base64 -w0 | sudo install -D -m 600 /dev/stdin " + CredentialPath;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        var file = new FileInfo(credential);
        bool isShort = file.Exists && file.Length < SecretMinBytes;
        bool there = options.JwtSecret is not null || file.Exists;
        return (options.Auth == AuthMode.Off, there, isShort) switch
        {
            (_, _, true) => Finding.Problem(
                Subject, $"The secret in {credential} is shorter than {SecretMinBytes} bytes.", Remedy),
            (false, false, _) => Finding.Problem(
                Subject, "Tokens are required, and there is no secret to verify them with.", Remedy),
            (true, true, _) => Finding.Warning(
                Subject, "There is a secret, but ELYSIA_AUTH is off, so no client needs a token.",
                "Set ELYSIA_AUTH in /etc/elysia/elysia.env, or remove the secret."),
            (true, false, _) => Finding.Ok(Subject, "No client needs a token (ELYSIA_AUTH is off)."),
            _ => Finding.Ok(
                Subject, $"Tokens are required (ELYSIA_AUTH={OptionKinds.Word(options.Auth)}), and the secret is there."),
        };
    }
}
