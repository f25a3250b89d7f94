namespace Elysia.Interop;

/// <summary>The error numbers of Linux (errno(3)) that the daemon distinguishes.</summary>
internal static class Errno
{
    /// <summary>EINTR: a signal interrupted the call.</summary>
    public const int Interrupted = 4;

    /// <summary>EAGAIN: nothing to read, or no buffer space to write, at present.</summary>
    public const int TryAgain = 11;

    /// <summary>EPIPE: the peer no longer reads.</summary>
    public const int BrokenPipe = 32;

    /// <summary>ECONNRESET: the peer reset the connection.</summary>
    public const int ConnectionReset = 104;
}
