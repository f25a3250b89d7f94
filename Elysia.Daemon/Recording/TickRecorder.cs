using System.Threading.Channels;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.State;
using Elysia.Ticking;

namespace Elysia.Recording;

/// <summary>Writes down all that her states follow from, tick by tick.</summary>
/// <remarks>The tick thread posts and never waits; one task writes. A disk that is too slow or full ends the recording, which is
/// told, and nothing else: what is written until then can be played.</remarks>
internal sealed class TickRecorder : ITickStepper
{
    /// <summary>Most ticks that wait for the disk.</summary>
    /// <remarks>Unit: ticks. 4,096: more than a minute of the fastest.</remarks>
    public const int WaitingMax = 4_096;

    private readonly Stream _file;
    private readonly Action<string> _failed;

    // Wait, with TryWrite: a tick that is missing makes all after it wrong, so a full channel ends the recording.
    private readonly Channel<(RecordedTick Tick, AvatarState After)> _ticks =
        Channel.CreateBounded<(RecordedTick, AvatarState)>(
            new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private AvatarState _last;

    /// <summary>A recorder that does not write yet.</summary>
    /// <param name="file">Where to; its own from now on.</param>
    /// <param name="nature">How she moves by nature.</param>
    /// <param name="start">The state she wakes up in.</param>
    /// <param name="failed">Told why it ended early.</param>
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

    /// <summary>Writes until <paramref name="stopping"/> is cancelled, then what waits and the end.</summary>
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

    // A part of the daemon that ends by itself would end all of it.
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
