using Elysia.Commands;
using Elysia.Hosting;

#pragma warning disable RS0030 // The console is banned everywhere else: the commands get its writers from here.
#pragma warning disable CA1031 // The last place where a bug can still be reported.

try
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
}
catch (Exception e)
{
    // No caller expected this exception, so it is a bug. systemd restarts the daemon.
    await Console.Error.WriteLineAsync($"A bug in Elysia: {e}").ConfigureAwait(false);
    return ExitCode.Software;
}
