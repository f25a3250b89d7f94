using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Viewers;

/// <summary>The kind of a server's text message.</summary>
internal enum MessageKind
{
    /// <summary>Any other kind; counted, not read.</summary>
    Other,

    /// <summary>The whole state: the first message, or a keyframe.</summary>
    Full,

    /// <summary>The fields that changed.</summary>
    Delta,

    /// <summary>An answer of the character.</summary>
    Speech,

    /// <summary>An error message.</summary>
    Error,
}

/// <summary>A message as a viewer understands it; reused for every message.</summary>
internal struct StateMessage
{
    /// <summary>The kind of the message.</summary>
    public MessageKind Kind;

    /// <summary>The fields that it carries.</summary>
    public FieldMask Mask;

    /// <summary>The values in millionths; those outside <see cref="Mask"/> are undefined.</summary>
    public FieldValues<int> Micros;

    /// <summary>"t": the tick's CLOCK_MONOTONIC time in nanoseconds; 0 if it has none.</summary>
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
