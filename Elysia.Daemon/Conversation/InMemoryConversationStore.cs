using Elysia.Admission.Limiting;
using Elysia.Channels;

namespace Elysia.Conversation;

/// <summary>Stores the latest turns of each speaker, in this process only.</summary>
/// <remarks>Any thread: one lock, held for microseconds. Bounded by <see cref="TurnsMax"/> and
/// <see cref="SpeakersMax"/>: about 240 MB with the longest texts and answers, a tenth of that with typical
/// ones.</remarks>
/// <param name="speakersMax">The maximum number of speakers; beyond it the speaker that was silent longest is
/// forgotten, of the source with most speakers.</param>
internal sealed class InMemoryConversationStore(int speakersMax = InMemoryConversationStore.SpeakersMax) : IMemory
{
    /// <summary>The maximum number of turns of a speaker; beyond it the oldest is forgotten.</summary>
    /// <remarks>Unit: turns. 6: enough for "what did I say" and for the context of a small model.</remarks>
    public const int TurnsMax = 6;

    /// <summary>The maximum number of speakers.</summary>
    /// <remarks>Unit: speakers. 10,000: more than can be connected, so no connected speaker is forgotten.</remarks>
    public const int SpeakersMax = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Memory>> _bySpeaker = [];
    // Of each source, the speaker that was silent longest is first.
    private readonly FairShare<Memory> _bySource = new();
    private long _lastNumber;

    /// <summary>The number of speakers that are remembered.</summary>
    public int Speakers
    {
        get
        {
            lock (_lock)
            {
                return _bySpeaker.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Turn>> RecallAsync(Speaker speaker, CancellationToken stopping)
    {
        lock (_lock)
        {
            // An immutable snapshot, so a responder may keep it.
            return ValueTask.FromResult<IReadOnlyList<Turn>>([.. Kept(speaker).Select(kept => kept.Turn)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> KeepAsync(Speaker speaker, Turn turn, CancellationToken stopping)
    {
        lock (_lock)
        {
            (long Number, Turn Turn)[] before = Kept(speaker);
            Forget(speaker.Key);
            if (_bySource.TryMakeRoom(speaker.Source, speakersMax, speakersMax, out Memory silentLongest))
            {
                Forget(silentLongest.Key);
            }

            long number = ++_lastNumber;
            (long, Turn)[] turns = [.. before.Skip(before.Length - TurnsMax + 1), (number, turn)];
            _bySpeaker[speaker.Key] = _bySource.Add(speaker.Source, new Memory(speaker.Key, speaker.Source, turns));
            return ValueTask.FromResult(number);
        }
    }

    /// <inheritdoc/>
    public ValueTask AmendAsync(Speaker speaker, long number, string answered, CancellationToken stopping)
    {
        lock (_lock)
        {
            (long Number, Turn Turn)[] kept = Kept(speaker);
            int index = Array.FindIndex(kept, k => k.Number == number);
            if (index >= 0)
            {
                kept[index].Turn = kept[index].Turn with { Answered = answered };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Count(string name)
    {
        // This store does not outlast the process, so there is nothing to count.
    }

    private (long Number, Turn Turn)[] Kept(Speaker speaker) =>
        _bySpeaker.TryGetValue(speaker.Key, out LinkedListNode<Memory>? node) ? node.Value.Turns : [];

    private void Forget(string key)
    {
        if (_bySpeaker.Remove(key, out LinkedListNode<Memory>? node))
        {
            _bySource.Remove(node.Value.Source, node);
        }
    }

    private readonly record struct Memory(string Key, Source Source, (long Number, Turn Turn)[] Turns);
}
