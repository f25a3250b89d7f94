namespace Elysia.Channels;

/// <summary>Who talks to her: what she remembers is theirs alone.</summary>
/// <param name="Client">The connection.</param>
/// <param name="Subject">A name that outlasts the connection; empty for somebody unknown, who is remembered while connected and
/// never on disk.</param>
internal readonly record struct Speaker(ClientId Client, string Subject)
{
    /// <summary>Whether a later connection can be known as the same speaker.</summary>
    public bool IsKnown => Subject.Length > 0;

    /// <summary>What memories are filed under: no subject contains a colon first.</summary>
    public string Key => IsKnown ? Subject : $":{Client}";
}
