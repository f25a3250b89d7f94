using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Runs one case on one connection and checks the server's answers.</summary>
/// <param name="peer">The connection.</param>
/// <param name="port">The server's port.</param>
/// <param name="transport">The server's transport.</param>
internal sealed class Conversation(RawPeer peer, int port, string transport)
{
    // More than the server can have sent before it received the client's bytes.
    private const int SilentFrames = 5;
    private const string LastMessage = "still here?";

    private readonly List<string> _received = [];

    /// <summary>Runs a case.</summary>
    public async Task PlayAsync(Case row)
    {
        IReadOnlyList<Answer> answers = row.AnswersOn(transport);
        byte[] request = (row.Handshake ?? Handshake.Ordinary).ToBytes(port);
        Task sending = peer.SendAsync(row.IsGlued ? [.. request, .. row.Sent] : request, row.IsSentByteByByte);
        Assert.IsTrue(await IsUpgradedAsync(answers[0]) == answers[0] is UpgradedAnswer);
        if (answers[0] is not UpgradedAnswer)
        {
            await peer.ReadToEndAsync();
            return;
        }

        if (!row.IsGlued)
        {
            // Concurrent with the reading, because a flood is answered while it is being sent.
            sending = peer.SendAsync(row.Sent, row.IsSentByteByByte);
        }

        await Task.WhenAll(AnswersAsync([.. answers.Skip(1)], sending, row), sending);
    }

    private async Task<bool> IsUpgradedAsync(Answer expected)
    {
        string head = await peer.ReadHeadAsync();
        string status = head.Split(' ').ElementAtOrDefault(1) ?? "";
        switch (expected)
        {
            case HttpAnswer http:
                Assert.AreEqual($"{http.Status}", status, head);
                Assert.IsTrue(http.Header is null || head.Contains($"\r\n{http.Header}\r\n", StringComparison.Ordinal), head);
                break;
            case UpgradedAnswer upgraded:
                Assert.AreEqual("101", status, head);
                Assert.AreEqual(upgraded.Accept, HeaderOf(head, "Sec-WebSocket-Accept"));
                Assert.AreEqual("websocket", HeaderOf(head, "Upgrade"), ignoreCase: true);
                Assert.AreEqual("Upgrade", HeaderOf(head, "Connection"), ignoreCase: true);
                Assert.AreEqual(upgraded.Subprotocol, HeaderOf(head, "Sec-WebSocket-Protocol"));
                Assert.IsNull(HeaderOf(head, "Sec-WebSocket-Extensions"));
                break;
            default:
                Assert.AreEqual("", head, "The connection was expected to be cut.");
                break;
        }

        return status == "101";
    }

    private async Task AnswersAsync(List<Answer> open, Task sending, Case row)
    {
        if (row.IsFinished)
        {
            await sending;
            peer.Finish();
        }

        if (open is [SilenceAnswer, ..])
        {
            open.RemoveAt(0);
            await HearNothingAsync();
            await peer.SendAsync(ClientFrames.PingOf(LastMessage));
        }
        else if (open is not [.., CloseAnswer or CutAnswer])
        {
            await sending;
            await peer.SendAsync(ClientFrames.PingOf(LastMessage));
            open.Add(Answer.Pong(ClientFrames.Utf8(LastMessage)));
        }

        while (open.Count > 0)
        {
            Answer answer = await NextAsync();
            _received.Add(answer.ToString());
            TakeOff(open, answer);
            if (answer is CloseAnswer)
            {
                await EndAsync(row, answer);
            }
        }
    }

    /// <summary>Removes an answer from the expected ones: pongs and errors each keep their order, and a close is the
    /// last.</summary>
    private void TakeOff(List<Answer> open, Answer answer)
    {
        int at = open.FindIndex(a => a.GetType() == answer.GetType());
        if (at < 0 && open is [CloseAnswer] && answer is CutAnswer && transport == "plain" && peer.IsReset)
        {
            // Cause.ResetOverClose.
            at = 0;
            answer = open[0];
        }

        bool isLast = answer is not (CloseAnswer or CutAnswer) || open.Count == 1;
        bool isIt = at >= 0 && isLast
            && (answer is CloseAnswer close ? ((CloseAnswer)open[at]).Code == close.Code : open[at] == answer);
        Assert.IsTrue(isIt, $"Expected {string.Join(", ", open)}; received {string.Join(", ", _received)}");
        open.RemoveAt(at);
    }

    /// <summary>After the close frame: answers it if the server sent it first, and checks that nothing
    /// follows.</summary>
    private async Task EndAsync(Case row, Answer close)
    {
        if (!row.Expected.OfType<CloseAnswer>().Any(c => c.IsEcho))
        {
            await peer.SendAsync(ClientFrames.CloseOf(((CloseAnswer)close).Code));
        }

        if (row.IsOpenEnded)
        {
            peer.Finish();
        }

        while (await peer.ReadFrameAsync() is { } more)
        {
            // Cause.LateState.
            bool isLateState = transport == "plain" && AnswerOf(more.Opcode, more.Payload) is null or CloseAnswer;
            Assert.IsTrue(isLateState, $"A frame of opcode {more.Opcode} follows the close frame.");
        }

        Assert.IsFalse(peer.IsReset && transport == "auto" && !row.IsOpenEnded, "The connection ended by a reset.");
    }

    private async Task HearNothingAsync()
    {
        for (int i = 0; i < SilentFrames; i++)
        {
            (int opcode, byte[] payload) = await peer.ReadFrameAsync()
                ?? throw new AssertFailedException("The connection was cut.");
            Assert.IsNull(AnswerOf(opcode, payload), "No answer was expected.");
        }
    }

    private async Task<Answer> NextAsync()
    {
        while (await peer.ReadFrameAsync() is { } frame)
        {
            if (AnswerOf(frame.Opcode, frame.Payload) is { } answer)
            {
                return answer;
            }
        }

        return Answer.Cut;
    }

    /// <summary>Converts a frame to an answer; null for state and for the server's own pings.</summary>
    private static Answer? AnswerOf(int opcode, byte[] payload)
    {
        switch (opcode)
        {
            case WebSocketFrames.Pong:
                return Answer.Pong(payload);
            case WebSocketFrames.Close:
                return Answer.Closed(payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload));
            case WebSocketFrames.Ping:
                return null;
        }

        Assert.AreEqual(WebSocketFrames.Text, opcode, "The server sends whole text messages only.");
        using JsonDocument message = JsonDocument.Parse(payload);
        return message.RootElement.TryGetProperty("message", out JsonElement error) ? Answer.Error(error.GetString()!) : null;
    }

    private static string? HeaderOf(string head, string name)
    {
        string[] values = [.. head.Split("\r\n").Where(l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))];
        Assert.IsLessThanOrEqualTo(1, values.Length, head);
        return values.SingleOrDefault()?[(name.Length + 1)..].Trim();
    }
}
