using Elysia.Admission.Limiting;

namespace Elysia.Channels;

/// <summary>Who talks to her: what she remembers is theirs alone.</summary>
/// <param name="Client">The connection.</param>
/// <param name="Subject">A name that outlasts the connection; empty for somebody unknown, who is remembered while connected and
/// never on disk.</param>
internal readonly record struct Speaker(ClientId Client, string Subject)
{
    /// <summary>The beginning of the subjects of keys.</summary>
    public const string KeyPrefix = "key:";

    /// <summary>Whether a later connection can be known as the same speaker.</summary>
    public bool IsKnown => Subject.Length > 0;

    /// <summary>The source that shares the rates of memory with others.</summary>
    public Source Source { get; init; }

    /// <summary>Whether it is known by a key that it made up, and not by a token.</summary>
    public bool HasKey => Subject.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>The same connection as somebody unknown.</summary>
    public Speaker Unknown => this with { Subject = "" };

    /// <summary>What memories are filed under: no subject contains a colon first.</summary>
    public string Key => IsKnown ? Subject : $":{Client}";
}
