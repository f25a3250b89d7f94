using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Commands;

/// <summary>`elysia token`: creates a token, signed with ELYSIA_JWT_SECRET.</summary>
internal static class TokenCommand
{
    private const int RandomBytes = 4;

    /// <summary>Creates the command.</summary>
    /// <param name="output">The writer for the token, which receives nothing else.</param>
    /// <param name="error">The writer for messages: the subject of the token, or what was wrong.</param>
    /// <param name="time">The clock.</param>
    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
    {
        var role = new Option<string>("--role")
        {
            Description = "What its holder may do: viewer (watch), speaker (also talk), engine (send moods and expressions), "
                + "operator (everything).",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. Roles.Names]);
        var lifetime = new Option<string>("--for")
        {
            Description = "How long it is valid, e.g., 90s, 30m, 12h or 7d; at most 366d.",
            DefaultValueFactory = _ => "1h",
        };
        lifetime.Validators.Add(
            result => Check(result, text => DurationText.Parse(text) is not null, "a time like 90s, 30m, 12h or 7d"));
        var subject = new Option<string?>("--subject")
        {
            Description = "Name of its holder, by which the token can be revoked. A random name by default.",
        };
        subject.Validators.Add(result => Check(result, Grant.IsSubject, "a name of 1 to 256 characters"));
        var command = new Command("token", "Create a token, signed with ELYSIA_JWT_SECRET, and print it.")
        {
            role, lifetime, subject,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(role)!, DurationText.Parse(parsed.GetValue(lifetime)!)!.Value,
            parsed.GetValue(subject) ?? OwnName(parsed.GetValue(role)!), output, error, time));
        return command;
    }

    private static async Task<int> RunAsync(
        string role, TimeSpan lifetime, string subject, TextWriter output, TextWriter error, TimeProvider time)
    {
        OptionsResult read = OptionsReader.FromEnvironment();
        if (read.Errors.Count > 0)
        {
            await ConfigCommand.WriteErrorsAsync(read, error).ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        if (read.Options.JwtSecret is not { } secret)
        {
            await error.WriteLineAsync("There is no secret to sign with; set ELYSIA_JWT_SECRET_FILE or ELYSIA_JWT_SECRET as the "
                + "daemon has it. Tokens for ELYSIA_JWKS come from the publisher of the keys.").ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        DaemonOptions options = read.Options;
        var mint = new TokenIssuer(secret, new TokenRules(options.JwtIssuer, options.JwtAudience, options.JwtRoleClaim), time);
        await output.WriteLineAsync(mint.Make(role, subject, lifetime)).ConfigureAwait(false);
        string end = (time.GetUtcNow() + lifetime).ToString("u", CultureInfo.InvariantCulture);
        await error.WriteLineAsync($"{role}, for {subject}, until {end}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static string OwnName(string role) =>
        $"{role}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    private static void Check(OptionResult result, Func<string, bool> isGood, string allowed)
    {
        if (result.Tokens.Count > 0 && !isGood(result.Tokens[^1].Value))
        {
            result.AddError($"{result.Option.Name} is \"{result.Tokens[^1].Value}\"; allowed: {allowed}.");
        }
    }
}
