using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Viewers;

/// <summary>What a server's text message is.</summary>
internal enum MessageKind
{
    /// <summary>None of those below; counted, not read.</summary>
    Other,

    /// <summary>The whole state: the greeting or a keyframe.</summary>
    Full,

    /// <summary>The fields that changed.</summary>
    Delta,

    /// <summary>Her words.</summary>
    Speech,

    /// <summary>A refusal.</summary>
    Error,
}

/// <summary>One message as a viewer understands it; reused for every message.</summary>
internal struct StateMessage
{
    /// <summary>What it is.</summary>
    public MessageKind Kind;

    /// <summary>Which fields it carries.</summary>
    public FieldMask Mask;

    /// <summary>Their values in millionths; those outside of <see cref="Mask"/> mean nothing.</summary>
    public FieldValues<int> Micros;

    /// <summary>"t": the tick's CLOCK_MONOTONIC time in nanoseconds; 0 when it has none.</summary>
    public long T;

    /// <summary>Whether it changes the picture.</summary>
    public readonly bool IsState => Kind is MessageKind.Full or MessageKind.Delta;

    /// <summary>Adds a field.</summary>
    public void Set(FieldId field, int micros)
    {
        Mask = Mask.With(field);
        Micros[(int)field] = micros;
    }
}
