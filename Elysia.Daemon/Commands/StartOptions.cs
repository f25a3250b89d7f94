using Elysia.Admission.Tokens;
using Elysia.Configuration;

namespace Elysia.Commands;

/// <summary>Reads the configuration of a command: the environment, and the files that it names.</summary>
internal static class StartOptions
{
    /// <summary>Reads and checks the configuration; errors of both come in one list.</summary>
    public static OptionsResult Read()
    {
        OptionsResult read = OptionsReader.FromEnvironment();
        return read with { Errors = [.. read.Errors, .. AuthFiles.Check(read.Options)] };
    }
}
