namespace Elysia.Hosting;

/// <summary>The exit codes of the process (sysexits.h), by which systemd decides whether to restart it.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>`elysia doctor` found a problem.</summary>
    public const int Problems = 1;

    /// <summary>The command line was wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>The address cannot be listened on, or another resource of the machine is unavailable (EX_UNAVAILABLE).
    /// A restart may help.</summary>
    public const int Unavailable = 69;

    /// <summary>A bug in the daemon (EX_SOFTWARE). A restart helps for the time being.</summary>
    public const int Software = 70;

    /// <summary>The configuration is wrong (EX_CONFIG). A restart does not help.</summary>
    public const int Configuration = 78;
}
