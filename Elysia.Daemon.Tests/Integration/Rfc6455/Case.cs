namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>One row of the table: what a client sends and what it must be answered.</summary>
/// <param name="Name">What is special about it; unique in its subject.</param>
/// <param name="Section">The section of RFC 6455, or another RFC where named.</param>
/// <param name="Sent">The bytes after the handshake.</param>
/// <param name="Expected">The answers; between kinds the order is free, but nothing follows a close.</param>
internal sealed record Case(string Name, string Section, byte[] Sent, params Answer[] Expected)
{
    /// <summary>A row about the handshake alone.</summary>
    public Case(string name, string section, Handshake handshake, params Answer[] expected)
        : this(name, section, [], expected) => Handshake = handshake;

    /// <summary>The request where the row is about it; null for the ordinary one, which is accepted.</summary>
    public Handshake? Handshake { get; }

    /// <summary>Whether the frames leave together with the request.</summary>
    public bool IsGlued { get; init; }

    /// <summary>Whether everything leaves one byte at a time.</summary>
    public bool IsDribbled { get; init; }

    /// <summary>Whether the client closes its side of the TCP connection after its last byte.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether the client ends in the middle of a frame, so that no goodbye of its own can be understood.</summary>
    public bool IsOpenEnded { get; init; }

    /// <summary>What happens instead; null where the server does as it must.</summary>
    public Deviation? Deviation { get; init; }

    /// <summary>The answers to expect on a transport.</summary>
    public IReadOnlyList<Answer> AnswersOn(string transport)
    {
        Answer[] answers = Deviation is { } d && (d.Transport is null || d.Transport == transport) ? d.Actual : Expected;
        return Handshake is null ? [Answer.Upgraded(), .. answers] : answers;
    }

    /// <summary>The same row with what happens instead.</summary>
    public Case But(Cause cause, params Answer[] actual) => this with { Deviation = new Deviation(cause, null, actual) };
}
