namespace Elysia.Hosting;

/// <summary>What the process ends with (sysexits.h), so that systemd knows whether to start it again.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>`elysia doctor` found a problem.</summary>
    public const int Problems = 1;

    /// <summary>The command line was wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>The address cannot be had, or another thing of the machine's is in the way (EX_UNAVAILABLE). Starting again may
    /// help.</summary>
    public const int Unavailable = 69;

    /// <summary>A bug of ours (EX_SOFTWARE). Starting again helps for now.</summary>
    public const int Software = 70;

    /// <summary>The configuration is wrong (EX_CONFIG). Starting again does not help.</summary>
    public const int Configuration = 78;
}
