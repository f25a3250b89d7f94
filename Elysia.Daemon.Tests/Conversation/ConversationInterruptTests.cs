using System.Diagnostics.Metrics;
using Elysia.Channels;
using Elysia.Conversation;
using Elysia.Diagnostics;
using Elysia.Emotion;
using Elysia.Speech.LipSync;
using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Conversation;

/// <summary>Every interrupt is answered, whatever the interrupted turn is doing at that moment.</summary>
[TestClass]
internal sealed class ConversationInterruptTests : IDisposable
{
    private const int Rounds = 5_000;

    private static readonly ClientId Ann = new(1);

    private readonly EngineChannels _channels = new();
    private readonly DaemonMeter _meter = new();
    private readonly RecordingLog _log = new();

    public void Dispose()
    {
        _meter.Dispose();
        _log.Dispose();
    }

    [TestMethod]
    public async Task Interrupt_BetweenTheLastSentenceAndTheEndOfTheTurn_IsAnswered()
    {
        CancellationToken turn = default;
        var responder = new ScriptedResponder((_, token) =>
        {
            turn = token;
            return ValueTask.FromResult("All is said.");
        });

        // The end of a turn is measured when all of it is said and its outcome is not decided yet.
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument == _meter.TurnTime)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags[0].Value is "whole")
            {
                _channels.Interrupts.Writer.TryWrite(new InterruptRequest(Ann, Left: false));
                turn.WaitHandle.WaitOne(Eventually.Deadline);
            }
        });
        listener.Start();

        List<Reply> replies = await TalkAsync(responder, new InMemoryConversationStore());

        Assert.IsTrue(turn.IsCancellationRequested, "The test missed the moment it is about.");
        Assert.AreEqual("All is said.", replies[0].Speech!.Content);
        Assert.IsTrue(IsInterrupted(replies[^1]), "The client got no answer.");
        Assert.AreEqual(replies[0].Turn, replies[^1].Turn);
    }

    [TestMethod]
    public async Task Interrupt_WhileAnotherInterruptEndsTheTurn_IsAnsweredToo()
    {
        var asked = new TaskCompletionSource();
        var responder = new ScriptedResponder(async (_, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return "never";
        });
        int told = 0;
        var memory = new CountingMemory(() =>
        {
            // The client got its answer, and the turn has not ended yet.
            Assert.AreEqual(1, _channels.Replies.Reader.Count);
            _channels.Interrupts.Writer.TryWrite(new InterruptRequest(Ann, Left: false));
            SpinWait.SpinUntil(() => _channels.Replies.Reader.Count == 2, TimeSpan.FromSeconds(3));
            told = _channels.Replies.Reader.Count;
        });
        Task<List<Reply>> talk = TalkAsync(responder, memory);
        await asked.Task;
        await _channels.Interrupts.Writer.WriteAsync(new InterruptRequest(Ann, Left: false));
        List<Reply> replies = await talk;

        Assert.AreEqual(2, told, "The second interrupt was not answered.");
        Assert.IsTrue(replies.All(IsInterrupted));
    }

    [TestMethod]
    public async Task Interrupt_ResponderFailsInsteadOfStopping_IsAnsweredAndTheNextTurnRuns()
    {
        var asked = new TaskCompletionSource();
        var responder = new ScriptedResponder(async (text, token) =>
        {
            if (text != "hello")
            {
                return "still here";
            }

            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("The connection to the model was cut.");
        });
        Task<List<Reply>> talk = TalkAsync(responder, new InMemoryConversationStore(), complete: false);
        await asked.Task;
        await _channels.Interrupts.Writer.WriteAsync(new InterruptRequest(Ann, Left: false));
        Assert.IsTrue(IsInterrupted(await ReadAsync()));
        Assert.IsTrue(_channels.Chats.TryAdd(new ChatRequest(Ann, "again"), out _));
        _channels.Chats.Complete();
        Assert.AreEqual("still here", (await talk).Single().Speech!.Content);
    }

    [TestMethod]
    public async Task Interrupt_AtAnyMoment_IsAlwaysAnswered()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var stopping = new CancellationTokenSource();
        var responder = new ScriptedResponder((text, _) => ValueTask.FromResult(text));
        Task running = Engine(responder, new InMemoryConversationStore()).RunAsync(stopping.Token);
        for (int round = 0; round < Rounds; round++)
        {
            while (_channels.Emotions.Reader.TryRead(out _))
            {
            }

            Assert.IsTrue(_channels.Chats.TryAdd(new ChatRequest(Ann, "short"), out _));
            if (round % 2 == 0)
            {
                // Right after the last sentence, which is close to the end of the turn.
                Reply said = await ReadAsync();
                Assert.IsNotNull(said.Speech, $"round {round}, seed {seed}");
            }

            Thread.SpinWait(random.Next(300));
            await _channels.Interrupts.Writer.WriteAsync(new InterruptRequest(Ann, Left: false));
            while (!IsInterrupted(await ReadAsync($"the interrupt of round {round} is answered, seed {seed}")))
            {
            }
        }

        await stopping.CancelAsync();
        await running;
    }

    private static bool IsInterrupted(Reply reply) => reply is { Speech: null, IsWhole: false };

    private async Task<List<Reply>> TalkAsync(IResponder responder, IMemory memory, bool complete = true)
    {
        Assert.IsTrue(_channels.Chats.TryAdd(new ChatRequest(Ann, "hello"), out _));
        if (complete)
        {
            _channels.Chats.Complete();
        }

        await Engine(responder, memory).RunAsync(CancellationToken.None);
        var replies = new List<Reply>();
        while (_channels.Replies.Reader.TryRead(out Reply? reply))
        {
            replies.Add(reply);
        }

        return replies;
    }

    private Task<Reply> ReadAsync(string because = "a reply") =>
        Eventually.CompletesAsync(_channels.Replies.Reader.ReadAsync().AsTask(), because);

    private ConversationEngine Engine(IResponder responder, IMemory memory) =>
        new(_channels, new CurrentMood(Mood.Neutral, MoodDecay.None, TimeProvider.System), responder, memory,
            new SilentVoice(), new MouthPlayer(_channels, TimeProvider.System), turnsAtOnce: 1,
            TimeProvider.System, _log.CreateLogger<ConversationEngine>(), figures: new TurnFigures(_meter));

    /// <summary>A memory that reports when an interrupt is counted.</summary>
    private sealed class CountingMemory(Action counted) : IMemory
    {
        private readonly InMemoryConversationStore _inner = new();

        public ValueTask<IReadOnlyList<Turn>> RecallAsync(Speaker speaker, CancellationToken stopping) =>
            _inner.RecallAsync(speaker, stopping);

        public ValueTask<long> KeepAsync(Speaker speaker, Turn turn, CancellationToken stopping) =>
            _inner.KeepAsync(speaker, turn, stopping);

        public ValueTask AmendAsync(Speaker speaker, long number, string answered, CancellationToken stopping) =>
            _inner.AmendAsync(speaker, number, answered, stopping);

        public void Count(string name)
        {
            if (name == "interrupts")
            {
                Interlocked.Exchange(ref counted, () => { })();
            }
        }
    }
}
