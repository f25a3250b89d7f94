namespace Elysia.Conversation;

/// <summary>The timeout of a model's answer: a limit for each silence, and one for the whole answer.</summary>
/// <remarks>One instance per answer. The reader calls <see cref="Renew"/> for every piece that arrives.</remarks>
internal sealed class ModelDeadline : IDisposable
{
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _silent;
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _stopping;

    /// <summary>Starts the deadline now.</summary>
    public ModelDeadline(TimeSpan silence, TimeSpan whole, TimeProvider time, CancellationToken stopping)
    {
        (_silence, _stopping) = (silence, stopping);
        _silent = new CancellationTokenSource(silence, time);
        _whole = new CancellationTokenSource(whole, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_silent.Token, _whole.Token, stopping);
        Token = _any.Token;
    }

    /// <summary>Cancelled when the deadline has passed, or when nobody needs the answer any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the deadline has passed, as opposed to the turn having been stopped.</summary>
    public bool IsOver => Token.IsCancellationRequested && !_stopping.IsCancellationRequested;

    /// <summary>Restarts the limit for a silence, because the model sent something.</summary>
    public void Renew() => _silent.CancelAfter(_silence);

    /// <summary>Returns the exception that names the limit that was exceeded.</summary>
    public TimeoutException Fault() => new(_silent.IsCancellationRequested
        ? $"The model sent nothing for {_silence.TotalSeconds} s."
        : "The model did not finish its answer in time.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _any.Dispose();
        _whole.Dispose();
        _silent.Dispose();
    }
}
