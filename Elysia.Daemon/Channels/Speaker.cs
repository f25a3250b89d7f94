using Elysia.Admission.Limiting;

namespace Elysia.Channels;

/// <summary>A client that talks to her; her memories of one speaker are not used for another.</summary>
/// <param name="Client">The connection.</param>
/// <param name="Subject">A name that outlasts the connection; empty for an unknown client, which is remembered while it
/// is connected and never on disk.</param>
internal readonly record struct Speaker(ClientId Client, string Subject)
{
    /// <summary>The prefix of subjects that are memory keys.</summary>
    public const string KeyPrefix = "key:";

    /// <summary>Whether a later connection can be recognized as the same speaker.</summary>
    public bool IsKnown => Subject.Length > 0;

    /// <summary>The source whose rate of new memories this speaker uses.</summary>
    public Source Source { get; init; }

    /// <summary>Whether the speaker is known by a memory key, not by a token.</summary>
    public bool HasKey => Subject.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>The same connection, as an unknown speaker.</summary>
    public Speaker Unknown => this with { Subject = "" };

    /// <summary>The key under which memories are stored; a subject never begins with a colon.</summary>
    public string Key => IsKnown ? Subject : $":{Client}";
}
