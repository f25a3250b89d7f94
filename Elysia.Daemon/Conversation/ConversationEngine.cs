using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Hosting;
using Elysia.Emotion;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Microsoft.Extensions.Logging;

namespace Elysia.Conversation;

/// <summary>Runs the conversation: lets texts move her mood, generates answers, and sends them to the clients that
/// asked.</summary>
/// <remarks>One task takes texts from <see cref="EngineChannels.Chats"/> and starts turns: a limited number at a time, one
/// per client, with the sources served in rotation. A slow responder fills that queue, whose bound makes further texts
/// fail with an error to the client. Another task reads interrupts. Both run concurrently with the tick.</remarks>
internal sealed class ConversationEngine
{
    /// <summary>The maximum length of an answer; a longer one is cut.</summary>
    /// <remarks>Unit: UTF-16 units. 1,000, the maximum of a chat text. The embedded responder never reaches it; a model
    /// might.</remarks>
    public const int AnswerMaxChars = 1_000;

    private readonly EngineChannels _channels;
    private readonly AnswerGenerator _generator;
    private readonly AnswerSpeaker _speaker;
    private readonly IMemory _memory;
    private readonly int _turnsAtOnce;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ChatLatency? _latency;
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientId, RunningTurn> _running = [];

    // Turns whose answer was sent completely and may still be playing; finished ones are removed when a new turn
    // starts.
    private readonly Dictionary<ClientId, RunningTurn> _sounding = [];
    private long _lastTurn;

    /// <summary>Creates an engine that is not running yet.</summary>
    /// <param name="channels">The daemon's channels.</param>
    /// <param name="view">The mood, as the emotion engine publishes it.</param>
    /// <param name="responder">Generates the answers.</param>
    /// <param name="memory">The earlier turns.</param>
    /// <param name="speech">Turns a sentence into visemes and, if a voice is configured, sound.</param>
    /// <param name="mouth">Moves her mouth for all viewers.</param>
    /// <param name="turnsAtOnce">The maximum number of answers that are generated at the same time, at least 1.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Receives turns and failures.</param>
    /// <param name="latency">Measures chat messages; null to measure nothing.</param>
    /// <param name="figures">Measures turns; null for figures that nothing reads.</param>
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

    /// <summary>The durations and outcomes of turns.</summary>
    public TurnFigures Figures { get; }

    /// <summary>Runs until <paramref name="stopping"/> is cancelled or the chats are completed.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task interrupts = TakeInterruptsAsync(ending.Token);
        var turns = new List<Task>(_turnsAtOnce);

        // When the daemon stops, the close of its connection tells a client that no answer will come.
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
            while (Next(stopping) is { } turn)
            {
                turns.Add(RunAsync(turn, stopping));
            }

            if (open)
            {
                more ??= _channels.Chats.WaitAsync(stopping);
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

    private RunningTurn? Next(CancellationToken stopping)
    {
        lock (_lock)
        {
            if (_running.Count >= _turnsAtOnce
                || !_channels.Chats.TryTake(client => !_running.ContainsKey(client), out ChatRequest request))
            {
                return null;
            }

            foreach (ClientId over in _sounding.Where(s => !s.Value.Schedule.IsSounding).Select(s => s.Key).ToArray())
            {
                _sounding.Remove(over);
            }

            // A new question replaces the earlier answer, which can no longer be interrupted.
            _sounding.Remove(request.From);
            Speaker speaker = _channels.Subjects.Of(request.From) with { Source = request.Source };
            return _running[request.From] = new RunningTurn(++_lastTurn, request, speaker, _time, stopping);
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
            // The client stopped the turn, or the daemon is stopping.
        }

        TurnOutcome outcome = Decide(turn, said);
        if (outcome == TurnOutcome.Interrupted)
        {
            await StopSpeakingAsync(turn, stopping).ConfigureAwait(false);
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

    /// <summary>Decides the outcome of a turn. This is the only place that does: an earlier interrupt is answered by
    /// the turn, a later one by <see cref="InterruptAsync"/>.</summary>
    /// <param name="turn">The turn. An interrupted one keeps running until it has answered the client.</param>
    /// <param name="said">The outcome of its answer; null if it was stopped first.</param>
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
            for (int dropped = _channels.Chats.Drop(request.From); dropped > 0; dropped--)
            {
                _channels.ChatsInFlight.Release(request.From);
            }

            _sounding.Remove(request.From, out sounding);
            if (_running.TryGetValue(request.From, out RunningTurn? running) && running.TryStop(request))
            {
                // The turn closes the mouth and answers the client itself when it ends, after its last sentence.
                return;
            }
        }

        if (request.Left)
        {
            return;
        }

        if (sounding is { Schedule.IsSounding: true })
        {
            await StopSpeakingAsync(sounding, stopping).ConfigureAwait(false);
        }
        else
        {
            // She was silent, or an earlier interrupt was answered already. The client gets an answer anyway, because
            // it may wait for one.
            await _channels.Replies.Writer.WriteAsync(new Reply(request.From, null, 0), stopping).ConfigureAwait(false);
        }
    }

    // Closes the mouth, answers the client, and keeps in memory only what was heard.
    private async Task StopSpeakingAsync(RunningTurn turn, CancellationToken stopping)
    {
        try
        {
            Figures.Interrupted();
            string heard = turn.Schedule.Heard();
            _speaker.CloseMouth(turn);
            await _channels.Replies.Writer
                .WriteAsync(new Reply(turn.Request.From, null, turn.Number), stopping).ConfigureAwait(false);
            await _speaker.KeepAsync(turn, heard, stopping).ConfigureAwait(false);
            _memory.Count("interrupts");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon is stopping.
        }
    }

    private static double? Milliseconds(TimeSpan? time) => time is { } span ? Math.Round(span.TotalMilliseconds, 1) : null;
}
