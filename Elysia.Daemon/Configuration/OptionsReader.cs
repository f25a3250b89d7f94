using Elysia.Configuration.Options;
using Microsoft.Extensions.Configuration;

namespace Elysia.Configuration;

/// <summary>Reads the options from the environment and reports all errors at once.</summary>
internal static class OptionsReader
{
    /// <summary>The prefix of Elysia's own variables.</summary>
    public const string Prefix = "ELYSIA_";

    /// <summary>Reads the environment of this process: the reference's names, then Elysia's own, which take
    /// precedence.</summary>
    public static OptionsResult FromEnvironment()
    {
        IConfigurationRoot plain = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        IConfigurationRoot own = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in OptionTable.All.Select(o => o.Alias).OfType<string>().Concat(OptionTable.WithoutEffect.Keys))
        {
            Add(values, name, plain[name]);
        }

        foreach ((string key, string? value) in own.AsEnumerable())
        {
            Add(values, Prefix + key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        OptionsResult read = SecretFile.Load(Read(values), plain["CREDENTIALS_DIRECTORY"]);
        return read with { Errors = [.. read.Errors, .. AuthOptions.CheckKeys(read.Options)] };
    }

    /// <summary>Reads options from named values. Pure.</summary>
    public static OptionsResult Read(IReadOnlyDictionary<string, string> values)
    {
        var options = new DaemonOptions();
        List<string> errors = [];
        foreach (OptionDescriptor option in OptionTable.All)
        {
            string? name = values.ContainsKey(option.Name) ? option.Name
                : option.Alias is { } alias && values.ContainsKey(alias) ? alias : null;
            if (name is null)
            {
                continue;
            }

            if (option.Set(options, values[name]) is { } next)
            {
                options = next;
            }
            else
            {
                string shown = option.Secret ? "(secret)" : $"\"{values[name]}\"";
                errors.Add($"{name} is {shown}; allowed: {option.Allowed}. {option.Help}");
            }
        }

        CheckRelations(options, errors);
        errors.AddRange(AuthOptions.Check(options));
        return new OptionsResult(options, errors, [.. Warnings(values)]);
    }

    private static void CheckRelations(DaemonOptions options, List<string> errors)
    {
        if (options.MinFps > options.MaxFps)
        {
            errors.Add($"ELYSIA_MIN_FPS is {options.MinFps} and ELYSIA_MAX_FPS is {options.MaxFps}; allowed: a "
                + "minimum that is not above the maximum.");
        }

        if (options.Reasoning is { Url: not null, Model: null })
        {
            errors.Add("ELYSIA_LLM_URL is set and ELYSIA_LLM_MODEL is not; allowed: both, or neither.");
        }

        if (options.Voice is { Engine: VoiceEngine.OpenAI, Url: null })
        {
            errors.Add("ELYSIA_TTS is openai and ELYSIA_TTS_URL is unset; allowed: the address of the speech service, e.g., "
                + "http://127.0.0.1:8880/v1.");
        }

        if (options.HttpPort is { } second && second == options.Port)
        {
            errors.Add($"ELYSIA_HTTP_PORT is {second}, the same as ELYSIA_PORT; allowed: another port, or leave it "
                + $"unset: both serve the same.");
        }

        if (ExposureOptions.IsPublic(options.Host) && !options.Admission.Expose)
        {
            errors.Add($"ELYSIA_HOST is {options.Host}, which other machines can reach. Elysia does not speak TLS and leaves "
                + "some attacks to a reverse proxy (SECURITY.md): listen on 127.0.0.1 behind one, or set ELYSIA_EXPOSE=yes.");
        }

        if (options.Admission.MessagesPerMinute < options.Admission.MessageRate)
        {
            errors.Add($"ELYSIA_MESSAGES_PER_MINUTE is {options.Admission.MessagesPerMinute} and ELYSIA_MESSAGE_RATE is "
                + $"{options.Admission.MessageRate}; allowed: at least as many in a minute as in a second.");
        }

        errors.AddRange(LimitOptions.Check(options.Admission));
    }

    private static IEnumerable<string> Warnings(IReadOnlyDictionary<string, string> values)
    {
        string[] known = [.. OptionTable.All.Select(o => o.Name)];
        foreach (string name in values.Keys.Order(StringComparer.Ordinal))
        {
            if (OptionTable.WithoutEffect.TryGetValue(name, out string? reason))
            {
                yield return $"{name} has no effect in this version: {reason}.";
            }
            else if (name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                yield return $"{name} is not an option of Elysia; did you mean {NearestName.To(name, known)}?";
            }
        }
    }

    // Shells and unit files leave an option out by an empty variable.
    private static void Add(Dictionary<string, string> values, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            values[name] = value.Trim();
        }
    }
}

/// <summary>The result of reading the options.</summary>
/// <param name="Options">The effective options; meaningful only if there are no errors.</param>
/// <param name="Errors">The errors, each with the variable, its value and what is allowed.</param>
/// <param name="Warnings">The warnings: values that work but are probably not intended.</param>
internal sealed record OptionsResult(DaemonOptions Options, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
