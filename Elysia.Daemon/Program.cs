using Elysia.Commands;
using Elysia.Hosting;

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
