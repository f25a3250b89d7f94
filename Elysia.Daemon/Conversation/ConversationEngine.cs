using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Hosting;
using Elysia.Emotion;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Microsoft.Extensions.Logging;

namespace Elysia.Conversation;

/// <summary>Owns the conversation: lets words move her mood, has answers thought of, and says them to the askers.</summary>
/// <remarks>One task reads <see cref="EngineChannels.Chats"/> into a fair queue and starts turns: at most so many at once, one
/// for a client at a time, clients in a round. A slow responder fills the queue, then that channel, and its bound tells the
/// askers. Another task takes interrupts. Runs beside the tick.</remarks>
internal sealed class ConversationEngine
{
    /// <summary>Longest answer that is said; a longer one is cut.</summary>
    /// <remarks>Unit: UTF-16 units. 1,000, as for a chat text: the embedded responder never meets it, a model
    /// might.</remarks>
    public const int AnswerMaxChars = 1_000;

    /// <summary>Most texts that wait for a turn, beside those in the channel.</summary>
    public const int WaitingMax = 64;

    private readonly EngineChannels _channels;
    private readonly AnswerGenerator _generator;
    private readonly AnswerSpeaker _speaker;
    private readonly IMemory _memory;
    private readonly int _turnsAtOnce;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ChatLatency? _latency;
    private readonly Lock _lock = new();
    private readonly FairQueue _queue = new(WaitingMax);
    private readonly Dictionary<ClientId, RunningTurn> _running = [];

    // Said in full, and perhaps not yet heard in full; cleared of what is over with each new turn.
    private readonly Dictionary<ClientId, RunningTurn> _sounding = [];
    private long _lastTurn;

    /// <summary>A conversation that is not running yet.</summary>
    /// <param name="channels">The daemon's channels.</param>
    /// <param name="view">Where the emotion engine shows the mood.</param>
    /// <param name="responder">What thinks of the answers.</param>
    /// <param name="memory">What was said before.</param>
    /// <param name="speech">Gives a sentence its visemes, and its sound where there is a voice.</param>
    /// <param name="mouth">Moves her mouth for everybody who watches.</param>
    /// <param name="turnsAtOnce">Most answers that are thought of at the same time, at least 1.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Told of turns and failures.</param>
    /// <param name="latency">Measures chat messages; null for nobody.</param>
    /// <param name="figures">Measures turns; null for its own, which nobody reads.</param>
    public ConversationEngine(
        EngineChannels channels, CurrentMood view, IResponder responder, IMemory memory, IVoice speech, MouthPlayer mouth,
        int turnsAtOnce, TimeProvider time, ILogger<ConversationEngine> log, ChatLatency? latency = null,
        TurnFigures? figures = null)
    {
        (_channels, _memory, _turnsAtOnce, _time, _log, _latency) = (channels, memory, turnsAtOnce, time, log, latency);
        Figures = figures ?? new TurnFigures();
        _speaker = new AnswerSpeaker(channels, memory, speech, mouth, Figures, time);
        _generator = new AnswerGenerator(view, responder, memory, _speaker, Figures, time, log.ResponderFailed);
    }

    /// <summary>What turns cost in time, and how they ended.</summary>
    public TurnFigures Figures { get; }

    /// <summary>Works until <paramref name="stopping"/> is cancelled or the chats are completed.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task interrupts = TakeInterruptsAsync(ending.Token);
        var turns = new List<Task>(_turnsAtOnce);

        // When the daemon stops, the close of its socket tells a client that its answer does not come.
        await BackgroundLoop.RunAsync(token => TakeChatsAsync(turns, token), stopping).ConfigureAwait(false);
        await Task.WhenAll(turns).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await interrupts.ConfigureAwait(false);
    }

    private async Task TakeChatsAsync(List<Task> turns, CancellationToken stopping)
    {
        Task<bool>? more = null;
        bool open = true;
        while (true)
        {
            bool isFull = Fill();
            while (Next(stopping) is { } turn)
            {
                turns.Add(RunAsync(turn, stopping));
            }

            if (open && !isFull)
            {
                more ??= _channels.Chats.Reader.WaitToReadAsync(stopping).AsTask();
            }

            List<Task> waits = more is null ? turns : [.. turns, more];
            if (waits.Count == 0)
            {
                return;
            }

            Task done = await Task.WhenAny(waits).ConfigureAwait(false);
            if (done == more)
            {
                open = await more.ConfigureAwait(false);
                more = null;
            }
            else
            {
                turns.Remove(done);
                await done.ConfigureAwait(false);
            }
        }
    }

    private bool Fill()
    {
        lock (_lock)
        {
            while (!_queue.IsFull && _channels.Chats.Reader.TryRead(out ChatRequest? request))
            {
                _queue.Add(request);
            }

            return _queue.IsFull;
        }
    }

    private RunningTurn? Next(CancellationToken stopping)
    {
        lock (_lock)
        {
            if (_running.Count >= _turnsAtOnce
                || !_queue.TryTake(client => !_running.ContainsKey(client), out ChatRequest request))
            {
                return null;
            }

            foreach (ClientId over in _sounding.Where(s => !s.Value.Schedule.IsSounding).Select(s => s.Key).ToArray())
            {
                _sounding.Remove(over);
            }

            // A new question takes the floor: what was said before it is no longer to be interrupted.
            _sounding.Remove(request.From);
            return _running[request.From] =
                new RunningTurn(++_lastTurn, request, _channels.Subjects.Of(request.From), _time, stopping);
        }
    }

    private async Task RunAsync(RunningTurn turn, CancellationToken stopping)
    {
        Figures.Begin();
        _latency?.Waited(turn.Request.ReceivedAt);
        TurnOutcome? said = null;
        try
        {
            said = await _generator.AnswerAsync(turn).ConfigureAwait(false);
            Figures.Reached(TurnStage.Whole, _time.GetElapsedTime(turn.Began));
            _latency?.Thought(turn.Began);
        }
        catch (OperationCanceledException) when (turn.Token.IsCancellationRequested)
        {
            // The asker stopped it, or the daemon stops.
        }

        TurnOutcome outcome = Decide(turn, said);
        if (outcome == TurnOutcome.Interrupted)
        {
            await HushAsync(turn, stopping).ConfigureAwait(false);
            lock (_lock)
            {
                _running.Remove(turn.Request.From);
            }
        }

        _channels.ChatsInFlight.Release(turn.Request.From);
        Figures.End(outcome);
        _log.TurnEnded(turn.Trace, turn.Request.From, outcome, turn.Sentences, Milliseconds(turn.FirstToken),
            Milliseconds(turn.FirstSentence), Milliseconds(turn.FirstAudio));
        turn.Dispose();
    }

    /// <summary>The one place where it is decided how a turn ends: an interrupt that comes before is answered by the turn,
    /// one that comes after by <see cref="InterruptAsync"/>.</summary>
    /// <param name="turn">The turn. One that was interrupted goes on running until it has told the asker.</param>
    /// <param name="said">How its answer ended; null when it was stopped before.</param>
    private TurnOutcome Decide(RunningTurn turn, TurnOutcome? said)
    {
        lock (_lock)
        {
            turn.IsDecided = true;
            if (turn.StoppedBy is { Left: false })
            {
                return TurnOutcome.Interrupted;
            }

            _running.Remove(turn.Request.From);
            if (said is not null && turn.StoppedBy is null)
            {
                _sounding[turn.Request.From] = turn;
            }

            return said ?? TurnOutcome.Left;
        }
    }

    private Task TakeInterruptsAsync(CancellationToken stopping) => BackgroundLoop.RunAsync(
        async token =>
        {
            await foreach (InterruptRequest request in _channels.Interrupts.Reader.ReadAllAsync(token).ConfigureAwait(false))
            {
                await InterruptAsync(request, token).ConfigureAwait(false);
            }
        },
        stopping);

    private async Task InterruptAsync(InterruptRequest request, CancellationToken stopping)
    {
        RunningTurn? sounding;
        lock (_lock)
        {
            // What the client said before it interrupts may still lie in the channel: it belongs to what is dropped.
            Fill();
            for (int dropped = _queue.Drop(request.From); dropped > 0; dropped--)
            {
                _channels.ChatsInFlight.Release(request.From);
            }

            _sounding.Remove(request.From, out sounding);
            if (_running.TryGetValue(request.From, out RunningTurn? running) && running.TryStop(request))
            {
                // The turn hushes by itself when it has ended, after its last sentence, and tells the asker.
                return;
            }
        }

        if (request.Left)
        {
            return;
        }

        if (sounding is { Schedule.IsSounding: true })
        {
            await HushAsync(sounding, stopping).ConfigureAwait(false);
        }
        else
        {
            // She was saying nothing, or an earlier interrupt has been answered. The client is told all the same, for it may
            // wait for that.
            await _channels.Replies.Writer.WriteAsync(new Reply(request.From, null, 0), stopping).ConfigureAwait(false);
        }
    }

    // The mouth closes, the asker is told, and memory keeps what was heard.
    private async Task HushAsync(RunningTurn turn, CancellationToken stopping)
    {
        try
        {
            Figures.Interrupted();
            string heard = turn.Schedule.Heard();
            _speaker.Hush(turn);
            await _channels.Replies.Writer
                .WriteAsync(new Reply(turn.Request.From, null, turn.Number), stopping).ConfigureAwait(false);
            await _speaker.KeepAsync(turn, heard, stopping).ConfigureAwait(false);
            _memory.Count("interrupts");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    private static double? Milliseconds(TimeSpan? time) => time is { } span ? Math.Round(span.TotalMilliseconds, 1) : null;
}
