namespace Elysia.Conversation;

/// <summary>How long a model is waited for: a silence at most, and all silences and words together.</summary>
/// <remarks>One answer's. Who waits calls <see cref="Renew"/> with every word.</remarks>
internal sealed class ModelDeadline : IDisposable
{
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _silent;
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _stopping;

    /// <summary>Patience that begins now.</summary>
    public ModelDeadline(TimeSpan silence, TimeSpan whole, TimeProvider time, CancellationToken stopping)
    {
        (_silence, _stopping) = (silence, stopping);
        _silent = new CancellationTokenSource(silence, time);
        _whole = new CancellationTokenSource(whole, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_silent.Token, _whole.Token, stopping);
        Token = _any.Token;
    }

    /// <summary>Cancelled when it has run out, or when nobody wants the answer any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether it has run out, and not the asker's interest.</summary>
    public bool IsOver => Token.IsCancellationRequested && !_stopping.IsCancellationRequested;

    /// <summary>The model said something.</summary>
    public void Renew() => _silent.CancelAfter(_silence);

    /// <summary>Why it ran out.</summary>
    public TimeoutException Fault() => new(_silent.IsCancellationRequested
        ? $"The model said nothing for {_silence.TotalSeconds} s."
        : "The model did not come to an end.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _any.Dispose();
        _whole.Dispose();
        _silent.Dispose();
    }
}
