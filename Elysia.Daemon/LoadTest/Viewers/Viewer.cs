using System.Net.Sockets;
using Elysia.Diff;

namespace Elysia.LoadTest.Viewers;

/// <summary>The phase of a viewer's connection.</summary>
internal enum ViewerPhase
{
    /// <summary>Waiting for the response to its handshake.</summary>
    Handshaking,

    /// <summary>Connected.</summary>
    Open,

    /// <summary>Disconnected.</summary>
    Closed,
}

/// <summary>The progress of a slow viewer since it woke.</summary>
internal enum WakePhase
{
    /// <summary>Asleep: it does not read.</summary>
    Asleep,

    /// <summary>Awake, nothing read yet.</summary>
    Woken,

    /// <summary>Reads messages older than the moment at which it woke.</summary>
    CatchingUp,

    /// <summary>Shows a state that was published after it woke.</summary>
    Current,
}

/// <summary>A viewer: its connection, the picture it shows, and its times, all in nanoseconds of the monotonic
/// clock.</summary>
/// <remarks>Data only, owned by the loop's thread; the classes that use it hold the logic.</remarks>
/// <param name="index">Its number, from 0.</param>
/// <param name="kind">Its reading behaviour.</param>
/// <param name="socket">Its connected, non-blocking socket.</param>
internal sealed class Viewer(int index, ViewerKind kind, Socket socket)
{
    public readonly int Index = index;
    public readonly ViewerKind Kind = kind;
    public readonly Socket Socket = socket;
    public readonly int Descriptor = (int)socket.Handle;
    public readonly FrameRemainder Remainder = new();
    public ViewerPhase Phase;

    /// <summary>The values shown, in millionths.</summary>
    public FieldValues<int> Picture;

    /// <summary>Time of the tick shown; 0 before the first stamped message.</summary>
    public long T;

    /// <summary>Time of the next display instant.</summary>
    public long NextDisplay;

    /// <summary>Time at which the open chat text was sent; 0 if there is none.</summary>
    public long AskedAt;

    /// <summary>Time at which it last woke; slow viewers only.</summary>
    public long WokeAt;

    /// <summary>Its progress since it woke; slow viewers only.</summary>
    public WakePhase Wake;

    /// <summary>Whether it reads everything at once.</summary>
    public bool IsHealthy => Kind is ViewerKind.Healthy or ViewerKind.Reference;
}
