using System.Threading.Channels;

namespace Elysia.Speech.Synthesis;

/// <summary>The thread that calls espeak-ng, and its queue.</summary>
/// <remarks>A separate thread, because the library blocks. Bounded by <see cref="WaitingMax"/>: a request beyond it
/// returns at once and gets mouth movement without sound.</remarks>
internal sealed class EspeakThread : IDisposable
{
    /// <summary>The maximum number of waiting sentences.</summary>
    /// <remarks>Unit: sentences. 32: a sentence takes a few ms, so the last of them waits for about 0.2 s.</remarks>
    public const int WaitingMax = 32;

    private readonly Channel<Work> _work = Channel.CreateBounded<Work>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Starts the thread.</summary>
    public EspeakThread()
    {
        new Thread(Run) { Name = "elysia-espeak", IsBackground = true }.Start();
    }

    /// <summary>Queues a text for synthesis.</summary>
    /// <returns>The recording, or null if espeak-ng failed.</returns>
    /// <param name="text">The text to say.</param>
    /// <param name="style">The voice settings.</param>
    /// <param name="isHeard">Whether the sound is needed, or only the phoneme times.</param>
    /// <param name="stopping">Withdraws the request.</param>
    /// <param name="isBusy">Whether the queue is full; the returned task is then complete and has null.</param>
    public Task<EspeakRecording?> SayAsync(
        string text, EspeakStyle style, bool isHeard, CancellationToken stopping, out bool isBusy)
    {
        var work = new Work(text, style, isHeard, stopping);
        isBusy = !_work.Writer.TryWrite(work);
        return isBusy ? Task.FromResult<EspeakRecording?>(null) : work.Done.Task;
    }

    /// <summary>Ends the thread when all waiting sentences are done.</summary>
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
        // Continuations must not run on this thread, because they may block.
        public TaskCompletionSource<EspeakRecording?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
