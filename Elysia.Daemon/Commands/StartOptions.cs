using Elysia.Admission.Tokens;
using Elysia.Configuration;

namespace Elysia.Commands;

/// <summary>Reads what a command starts with: the environment, and the files it names.</summary>
internal static class StartOptions
{
    /// <summary>Reads and checks all of it; errors of both come in one list.</summary>
    public static OptionsResult Read()
    {
        OptionsResult read = OptionsReader.FromEnvironment();
        return read with { Errors = [.. read.Errors, .. AuthFiles.Check(read.Options)] };
    }
}
