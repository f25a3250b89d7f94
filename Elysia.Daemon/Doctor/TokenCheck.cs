using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Doctor;

/// <summary>Whether the secret that tokens are signed with is there when it is needed, and long enough.</summary>
/// <param name="options">What is configured.</param>
/// <param name="credential">The file that the unit hands over as a credential.</param>
internal sealed class TokenCheck(DaemonOptions options, string credential) : ICheck
{
    /// <summary>Where the unit's LoadCredential finds the secret.</summary>
    public const string CredentialPath = "/etc/credstore/elysia-jwt-secret";

    private const string Subject = "token";
    private const int SecretMinBytes = 32;
    private const string Remedy = "head -c 48 /dev/urandom | base64 -w0 | sudo install -D -m 600 /dev/stdin " + CredentialPath;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> LookAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

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
                Subject, "Tokens are asked for, and there is no secret to verify them with.", Remedy),
            (true, true, _) => Finding.Warning(
                Subject, "There is a secret, but ELYSIA_AUTH is off, so nobody is asked for a token.",
                "Set ELYSIA_AUTH in /etc/elysia/elysia.env, or remove the secret."),
            (true, false, _) => Finding.Ok(Subject, "Nobody is asked for a token (ELYSIA_AUTH is off)."),
            _ => Finding.Ok(
                Subject, $"Tokens are asked for (ELYSIA_AUTH={OptionKinds.Word(options.Auth)}), and the secret is there."),
        };
    }
}
