namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The answer that the server must give. State messages are not answers: they arrive all the time and are
/// skipped.</summary>
internal abstract record Answer
{
    /// <summary>An HTTP response without an upgrade, with a header that it must contain; the connection ends after
    /// it.</summary>
    public static Answer Http(int status, string? header = null) => new HttpAnswer(status, header);

    /// <summary>101 with the proof for a key, with exactly this subprotocol and without any extension.</summary>
    public static Answer Upgraded(string? subprotocol = null, string accept = Handshake.Accept) =>
        new UpgradedAnswer(subprotocol, accept);

    /// <summary>A pong with the ping's payload.</summary>
    public static Answer Pong(params byte[] payload) => new PongAnswer(Convert.ToHexString(payload));

    /// <summary>An error message with exactly this text.</summary>
    public static Answer Error(string message) => new ErrorAnswer(message);

    /// <summary>The refusal of a message of an unknown type: it echoes the type, so it shows what the server
    /// understood.</summary>
    public static Answer Unknown(string type) => new ErrorAnswer($"Invalid message type: {type}");

    /// <summary>A close frame that the server initiates; the client answers it and the connection ends.</summary>
    public static Answer Closed(int code) => new CloseAnswer(code, IsEcho: false);

    /// <summary>A close frame that answers the client's; the server ends the connection (section 7.1.1).</summary>
    public static Answer Echoed(int code) => new CloseAnswer(code, IsEcho: true);

    /// <summary>The connection ends without a close frame.</summary>
    public static Answer Cut { get; } = new CutAnswer();

    /// <summary>No answer while the state stream goes on; the answers to the next frame follow.</summary>
    public static Answer Silence { get; } = new SilenceAnswer();
}

internal sealed record HttpAnswer(int Status, string? Header) : Answer;

internal sealed record UpgradedAnswer(string? Subprotocol, string Accept) : Answer;

internal sealed record PongAnswer(string PayloadHex) : Answer;

internal sealed record ErrorAnswer(string Message) : Answer;

internal sealed record CloseAnswer(int Code, bool IsEcho) : Answer;

internal sealed record CutAnswer : Answer;

internal sealed record SilenceAnswer : Answer;
