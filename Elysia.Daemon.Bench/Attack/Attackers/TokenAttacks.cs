using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks on authorization: forged tokens, reused tickets, a viewer that tries to gain a role.</summary>
internal static class TokenAttacks
{
    private const int Loops = 16;
    private const int Replays = 8;

    // Enough for an answer of more than one message.
    private const int AnswersMax = 20;
    // Messages that a viewer may not send.
    private static readonly string[] Forbidden =
    [
        """{"type":"mood","valence":-1,"arousal":1,"dominance":1}""", """{"type":"expression_update","mouth_width":1}""",
        """{"type":"text","content":"hello"}""", """{"type":"revoke","subject":"ann"}""",
    ];

    // Texts in the answers that a viewer would get if it had gained the role.
    private static readonly string[] More =
        ["\"operator\"", "\"engine\"", "\"speaker\"", "\"type\":\"speech\"", "\"revoked\""];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("tokens", "forged tokens in every place where a token is accepted", "token checks",
            v => v.CrowdAsync(Loops, random => ForgeAsync(v, random))) { NeedsTokens = true, IsMany = true },
        new("tickets", "one ticket used by many clients at once, and again later", "tickets can be used once",
            v => v.CrowdAsync(Loops, _ => ReplayAsync(v))) { NeedsTokens = true, IsMany = true },
        new("upstarts", "viewers that send forged tokens to gain a role, and messages that their role does not permit", "roles",
            v => v.CrowdAsync(Loops, random => RiseAsync(v, random))) { NeedsTokens = true, IsMany = true },
    ];

    private static async Task ForgeAsync(Attacker attacker, Random random)
    {
        ForgedToken forged = ForgedToken.Pick(attacker.Time, random);
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        switch (random.Next(4))
        {
            case 0:
                await peer.SendAsync(Upgrade(attacker, $"Authorization: Bearer {forged.Text}")).ConfigureAwait(false);
                Breach(attacker, forged, await peer.ReadStatusAsync().ConfigureAwait(false) == 101);
                break;
            case 1:
                await peer.SendAsync(Upgrade(attacker, $"Sec-WebSocket-Protocol: elysia.v1.json, elysia.token.{forged.Text}"))
                    .ConfigureAwait(false);
                Breach(attacker, forged, await peer.ReadStatusAsync().ConfigureAwait(false) == 101);
                break;
            case 2:
                await peer.SendAsync(Ticket(forged.Text)).ConfigureAwait(false);
                Breach(attacker, forged, await peer.ReadStatusAsync().ConfigureAwait(false) == 200);
                break;
            default:
                await peer.SendAsync(RawHttp.Upgrade(attacker.Port)).ConfigureAwait(false);
                bool isAsked = await peer.ReadStatusAsync().ConfigureAwait(false) == 101;
                await peer.SendAsync(Frames.Message(Auth(forged.Text))).ConfigureAwait(false);
                Breach(attacker, forged, isAsked && await SeesAsync(attacker, peer, "valence", "\"ok\"").ConfigureAwait(false));
                break;
        }
    }

    private static async Task ReplayAsync(Attacker attacker)
    {
        string? ticket = await TicketAsync(attacker).ConfigureAwait(false);
        if (ticket is null)
        {
            return;
        }

        bool[] atOnce = await Task.WhenAll(Enumerable.Range(0, Replays).Select(_ => UseAsync(attacker, ticket)))
            .ConfigureAwait(false);
        bool later = await UseAsync(attacker, ticket).ConfigureAwait(false);
        int times = atOnce.Count(isIn => isIn) + (later ? 1 : 0);
        attacker.Tally.Count($"ticket good {times} times");
        if (times > 1)
        {
            attacker.Tally.Breach("a ticket was good more than once");
        }
    }

    private static async Task RiseAsync(Attacker attacker, Random random)
    {
        ForgedToken forged = ForgedToken.Pick(attacker.Time, random);
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        string token = new TokenForge(attacker.Time).Make("viewer", $"viewer-{random.Next()}");
        await peer.SendAsync(Upgrade(attacker, $"Authorization: Bearer {token}")).ConfigureAwait(false);
        if (await peer.ReadStatusAsync().ConfigureAwait(false) != 101)
        {
            return;
        }

        await peer.SendAsync(Frames.Message(Auth(forged.Text))).ConfigureAwait(false);
        foreach (string message in Forbidden)
        {
            await peer.SendAsync(Frames.Message(message)).ConfigureAwait(false);
        }

        Breach(attacker, forged, await SeesAsync(attacker, peer, More).ConfigureAwait(false));
    }

    private static void Breach(Attacker attacker, ForgedToken forged, bool isTaken)
    {
        attacker.Tally.Count(isTaken ? "taken" : "refused");
        if (isTaken)
        {
            attacker.Tally.Breach($"taken: a token with {forged.Name}");
        }
    }

    /// <summary>Reads for a while and returns whether any of the words came in a message that is not an
    /// error.</summary>
    private static async Task<bool> SeesAsync(Attacker attacker, Peer peer, params string[] words)
    {
        bool isSeen = false;
        int left = AnswersMax;
        Task reading = peer.ReadFramesAsync((opcode, payload) =>
        {
            string text = opcode == Frames.Text ? Encoding.UTF8.GetString(payload) : "";
            isSeen |= !text.Contains("\"error\"", StringComparison.Ordinal)
                && Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));
            return --left > 0;
        });
        await Task.WhenAny(reading, attacker.PauseAsync(Patience)).ConfigureAwait(false);
        return isSeen;
    }

    private static async Task<string?> TicketAsync(Attacker attacker)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        using var kept = new MemoryStream();
        peer.Kept = kept;
        await peer.SendAsync(Ticket(new TokenForge(attacker.Time).Make("viewer", $"viewer-{Random.Shared.Next()}")))
            .ConfigureAwait(false);
        await peer.DrainAsync().ConfigureAwait(false);
        string answer = Encoding.ASCII.GetString(kept.ToArray());
        const string before = "\"ticket\":\"";
        int start = answer.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return start < before.Length ? null : answer[start..answer.IndexOf('"', start)];
    }

    private static async Task<bool> UseAsync(Attacker attacker, string ticket)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        await peer.SendAsync(RawHttp.Upgrade(attacker.Port, $"/?ticket={ticket}")).ConfigureAwait(false);
        return await peer.ReadStatusAsync().ConfigureAwait(false) == 101;
    }

    private static byte[] Upgrade(Attacker attacker, string header) => RawHttp.Upgrade(attacker.Port, "/", header);

    private static byte[] Ticket(string token) => RawHttp.Request(
        "POST /ticket HTTP/1.1", ["Host: 127.0.0.1", "Content-Length: 0", $"Authorization: Bearer {token}"]);

    private static string Auth(string token) => $$"""{"type":"auth","token":"{{token}}"}""";
}
