namespace Elysia.Channels;

/// <summary>A client that talks to her; her memories of one speaker are not used for another.</summary>
/// <param name="Client">The connection.</param>
/// <param name="Subject">A name that outlasts the connection; empty for an unknown client, which is remembered while it
/// is connected and never on disk.</param>
internal readonly record struct Speaker(ClientId Client, string Subject)
{
    /// <summary>Whether a later connection can be recognized as the same speaker.</summary>
    public bool IsKnown => Subject.Length > 0;

    /// <summary>The key under which memories are stored; a subject never begins with a colon.</summary>
    public string Key => IsKnown ? Subject : $":{Client}";
}
