using System.Threading.Channels;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.State;
using Elysia.Ticking;

namespace Elysia.Recording;

/// <summary>Records the inputs of every tick, from which all states can be recomputed.</summary>
/// <remarks>The tick thread posts and never waits; one task writes. A slow or full disk ends the recording and nothing
/// else; the failure is reported, and the part that was written can be replayed.</remarks>
internal sealed class TickRecorder : ITickStepper
{
    /// <summary>The maximum number of ticks that wait for the disk.</summary>
    /// <remarks>Unit: ticks. 4,096: more than a minute at the highest rate.</remarks>
    public const int WaitingMax = 4_096;

    private readonly Stream _file;
    private readonly Action<string> _failed;

    // Wait, with TryWrite: a missing tick would make all later ones wrong, so a full channel ends the recording.
    private readonly Channel<(RecordedTick Tick, AvatarState After)> _ticks =
        Channel.CreateBounded<(RecordedTick, AvatarState)>(
            new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private AvatarState _last;

    /// <summary>Creates a recorder that does not write yet.</summary>
    /// <param name="file">The file to write; the recorder owns it from now on.</param>
    /// <param name="nature">The settings of her mood.</param>
    /// <param name="start">The initial state.</param>
    /// <param name="failed">Called with the reason if the recording ends early.</param>
    public TickRecorder(Stream file, MoodSettings nature, in AvatarState start, Action<string> failed)
    {
        (_file, _failed, _last) = (file, failed, start);
        _file.Write(RecordingFormat.Head(nature, start.Mood));
    }

    /// <inheritdoc/>
    public AvatarState Advance(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament)
    {
        AvatarState next = AvatarSimulation.Step(state, changes, elapsed, temperament);
        if (!_ticks.Writer.TryWrite((new RecordedTick(elapsed, changes), next)))
        {
            _ticks.Writer.TryComplete();
        }

        return next;
    }

    /// <summary>Writes until <paramref name="stopping"/> is cancelled, then the waiting ticks and the last
    /// line.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await WriteAsync(stopping).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            _ticks.Writer.TryComplete();
            _failed(e.Message);
            await WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        long count = 0;
        try
        {
            while (await _ticks.Reader.WaitToReadAsync(stopping).ConfigureAwait(false))
            {
                count += Write();
                await _file.FlushAsync(stopping).ConfigureAwait(false);
            }

            _failed("the disk is too slow");
            await WaitAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _ticks.Writer.TryComplete();
        }

        count += Write();
        await _file.WriteAsync(RecordingFormat.End(count, _last), CancellationToken.None).ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    // The daemon ends when one of its tasks ends by itself, so this one waits.
    private static Task WaitAsync(CancellationToken stopping) =>
        BackgroundLoop.RunAsync(new TaskCompletionSource().Task.WaitAsync, stopping);

    private long Write()
    {
        long count = 0;
        while (_ticks.Reader.TryRead(out (RecordedTick Tick, AvatarState After) next))
        {
            _file.Write(RecordingFormat.Tick(next.Tick));
            _last = next.After;
            count++;
        }

        return count;
    }
}
