using Elysia.Commands;
using Elysia.Hosting;

#pragma warning disable RS0030 // The console is banned everywhere else: the commands get its writers from here.
#pragma warning disable CA1031 // The last place where a bug can still be told.

try
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
}
catch (Exception e)
{
    // Nobody knew what to do with it: a bug of ours. systemd starts the daemon again.
    await Console.Error.WriteLineAsync($"A bug of Elysia: {e}").ConfigureAwait(false);
    return ExitCode.Software;
}
