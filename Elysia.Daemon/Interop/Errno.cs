namespace Elysia.Interop;

/// <summary>The error numbers of Linux (errno(3)) that the daemon tells apart.</summary>
internal static class Errno
{
    /// <summary>EINTR: a signal came first.</summary>
    public const int Interrupted = 4;

    /// <summary>EAGAIN: nothing to read, or no room to write, at present.</summary>
    public const int TryAgain = 11;

    /// <summary>EPIPE: the other side reads no more.</summary>
    public const int BrokenPipe = 32;

    /// <summary>ECONNRESET: the other side gave the connection up.</summary>
    public const int ConnectionReset = 104;
}
