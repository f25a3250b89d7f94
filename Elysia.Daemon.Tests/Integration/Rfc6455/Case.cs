namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>One row of the table: the bytes that a client sends and the answers that it must get.</summary>
/// <param name="Name">The name, which describes the row; unique in its subject.</param>
/// <param name="Section">The section of RFC 6455, or another RFC where named.</param>
/// <param name="Sent">The bytes after the handshake.</param>
/// <param name="Expected">The answers. The order between kinds is free, but nothing follows a close.</param>
internal sealed record Case(string Name, string Section, byte[] Sent, params Answer[] Expected)
{
    /// <summary>Creates a row about the handshake alone.</summary>
    public Case(string name, string section, Handshake handshake, params Answer[] expected)
        : this(name, section, [], expected) => Handshake = handshake;

    /// <summary>The request if the row is about it; null for the ordinary one, which is accepted.</summary>
    public Handshake? Handshake { get; }

    /// <summary>Whether the frames are sent together with the request.</summary>
    public bool IsGlued { get; init; }

    /// <summary>Whether everything is sent one byte at a time.</summary>
    public bool IsSentByteByByte { get; init; }

    /// <summary>Whether the client closes its side of the TCP connection after its last byte.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether the client's bytes end in the middle of a frame, so that a close frame from it cannot be
    /// understood.</summary>
    public bool IsOpenEnded { get; init; }

    /// <summary>The actual behaviour if it deviates from the RFC; otherwise null.</summary>
    public Deviation? Deviation { get; init; }

    /// <summary>Returns the answers to expect on a transport.</summary>
    public IReadOnlyList<Answer> AnswersOn(string transport)
    {
        Answer[] answers = Deviation is { } d && (d.Transport is null || d.Transport == transport) ? d.Actual : Expected;
        return Handshake is null ? [Answer.Upgraded(), .. answers] : answers;
    }

    /// <summary>Returns the same row with its actual behaviour.</summary>
    public Case But(Cause cause, params Answer[] actual) => this with { Deviation = new Deviation(cause, null, actual) };
}
