using System.Net.Sockets;
using Elysia.Diff;

namespace Elysia.LoadTest.Viewers;

/// <summary>How far a viewer's connection has come.</summary>
internal enum ViewerPhase
{
    /// <summary>Waits for the answer to its handshake.</summary>
    Handshaking,

    /// <summary>Is a viewer.</summary>
    Open,

    /// <summary>The connection is over.</summary>
    Closed,
}

/// <summary>What a slow viewer has seen since it woke.</summary>
internal enum WakePhase
{
    /// <summary>Asleep: it does not read.</summary>
    Asleep,

    /// <summary>Awake, nothing read yet.</summary>
    Woken,

    /// <summary>Reads what is older than its waking.</summary>
    CatchingUp,

    /// <summary>Shows a state that was published after it woke.</summary>
    Current,
}

/// <summary>One viewer: its connection, the picture it shows, and its clocks. All times in nanoseconds of the monotonic
/// clock.</summary>
/// <remarks>A plain record of facts, owned by the loop's thread; what is done with them stands in the classes around
/// it.</remarks>
/// <param name="index">Its number, from 0.</param>
/// <param name="kind">How it treats what it is sent.</param>
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

    /// <summary>When the screen is drawn next.</summary>
    public long NextDisplay;

    /// <summary>When the question was asked that is not answered yet; 0 when there is none.</summary>
    public long AskedAt;

    /// <summary>When it woke last; slow viewers only.</summary>
    public long WokeAt;

    /// <summary>What it has seen since; slow viewers only.</summary>
    public WakePhase Wake;

    /// <summary>Whether it reads everything at once.</summary>
    public bool IsHealthy => Kind is ViewerKind.Healthy or ViewerKind.Reference;
}
