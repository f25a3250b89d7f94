namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks by the content of messages: too many, too deep, too long.</summary>
internal static class MessageAttacks
{
    private const int Loops = 20;
    private const int Burst = 20;

    private static readonly byte[] Chats = Frames.Repeat(
        Burst, Frames.Message("""{"type":"text","content":"I am so happy today"}"""));
    private static readonly byte[] Moods = Frames.Repeat(
        Burst, Frames.Message("""{"type":"mood","valence":0.5,"arousal":1,"dominance":0}"""));

    private static readonly byte[] Nonsense = Frames.Repeat(Burst, Frames.Message("""{"type":"nope"}"""));

    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("chats", "20 viewers that send chat texts without a pause", "ELYSIA_MESSAGE_RATE",
            v => v.CrowdAsync(Loops, _ => TalkAsync(v, _ => Chats, isReading: true))),
        new("moods", "20 viewers that push moods without a pause", "ELYSIA_PUSH_RATE",
            v => v.CrowdAsync(Loops, _ => TalkAsync(v, _ => Moods, isReading: true))),
        new("unread-refusals", "20 viewers that send invalid messages and never read the errors", "unread replies",
            v => v.CrowdAsync(Loops, _ => TalkAsync(v, _ => Nonsense, isReading: false))),
        new("json-bombs", "deeply nested, long, duplicated or non-text JSON from 20 viewers without a pause",
            "message size and rate",
            v => v.CrowdAsync(Loops, random => TalkAsync(
                v, _ => JsonBomb.All[random.Next(JsonBomb.All.Count)].Frame, isReading: true))),
        new("chorus", "chat texts, each from a new viewer, so that no viewer reaches its rate limit", "ELYSIA_MAX_CHATS",
            v => v.CrowdAsync(Loops, _ => AskAndLeaveAsync(v))),
    ];

    private static async Task TalkAsync(Attacker attacker, Func<int, byte[]> next, bool isReading)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        if (peer is null)
        {
            return;
        }

        Task reading = isReading ? peer.ReadFramesAsync() : Task.CompletedTask;
        for (int i = 0; !(isReading && reading.IsCompleted) && await peer.SendAsync(next(i)).ConfigureAwait(false); i++)
        {
        }

        await reading.ConfigureAwait(false);
    }

    private static async Task AskAndLeaveAsync(Attacker attacker)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        if (peer is not null)
        {
            await peer.SendAsync(Chats.AsMemory(0, Chats.Length / 2)).ConfigureAwait(false);
            peer.Reset();
        }
    }
}
