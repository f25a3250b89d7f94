using System.Threading.Channels;

namespace Elysia.Speech.Synthesis;

/// <summary>The thread on which espeak-ng works, and the queue before it.</summary>
/// <remarks>A thread of its own, because the library blocks. Bounded by <see cref="WaitingMax"/>: the one who comes beyond is
/// told at once and gets a mouth without sound.</remarks>
internal sealed class EspeakThread : IDisposable
{
    /// <summary>Most sentences that wait.</summary>
    /// <remarks>Unit: sentences. 32: a sentence takes some ms, so the last of them waits for about 0.2 s.</remarks>
    public const int WaitingMax = 32;

    private readonly Channel<Work> _work = Channel.CreateBounded<Work>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Starts the thread, which waits.</summary>
    public EspeakThread()
    {
        new Thread(Run) { Name = "elysia-espeak", IsBackground = true }.Start();
    }

    /// <summary>Asks for a recording.</summary>
    /// <returns>The recording; null when espeak-ng refused.</returns>
    /// <param name="text">What to say.</param>
    /// <param name="style">How.</param>
    /// <param name="isHeard">Whether the sound is wanted, or only its times.</param>
    /// <param name="stopping">Takes the wish back.</param>
    /// <param name="isBusy">Whether too many wait; then the task is over.</param>
    public Task<EspeakRecording?> SayAsync(
        string text, EspeakStyle style, bool isHeard, CancellationToken stopping, out bool isBusy)
    {
        var work = new Work(text, style, isHeard, stopping);
        isBusy = !_work.Writer.TryWrite(work);
        return isBusy ? Task.FromResult<EspeakRecording?>(null) : work.Done.Task;
    }

    /// <summary>Ends the thread when all that waits is said.</summary>
    public void Dispose() => _work.Writer.TryComplete();

    private void Run()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out Work? work))
            {
                try
                {
                    work.Done.SetResult(EspeakSynthesizer.Say(work.Text, work.Style, work.IsHeard, work.Stopping));
                }
                catch (OperationCanceledException)
                {
                    work.Done.SetCanceled(work.Stopping);
                }
            }
        }
    }

    private sealed record Work(string Text, EspeakStyle Style, bool IsHeard, CancellationToken Stopping)
    {
        // Not on this thread: who waits may do anything next.
        public TaskCompletionSource<EspeakRecording?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
