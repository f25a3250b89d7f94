using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Protocol.V1;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fakes;

/// <summary>A hub with one sender on a clock that the test advances, and a publisher of pictures.</summary>
internal sealed class FanoutRig : IAsyncDisposable
{
    private readonly Publisher _publisher = new();
    private AvatarState _state = AvatarStates.Uniform(0);
    private int _moves;

    /// <summary>Creates a rig.</summary>
    /// <param name="maxViewers">The maximum number of viewers.</param>
    /// <param name="meter">Records the ages of frames; null for none.</param>
    public FanoutRig(int maxViewers = 1000, DaemonMeter? meter = null) =>
        Hub = new Hub(1, maxViewers, Deadlines, Time, meter);

    /// <summary>The deadlines of the hub: the daemon's defaults.</summary>
    public static SessionDeadlines Deadlines { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2));

    /// <summary>The clock.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>The hub.</summary>
    public Hub Hub { get; }

    /// <summary>The counters of the only sender.</summary>
    public FanoutCounters Counters => Hub.Counters.Single();

    /// <summary>The last picture published.</summary>
    public EncodedTick Last => _publisher.Last;

    /// <summary>Publishes a tick with the same value in every field.</summary>
    public EncodedTick Publish(double value) => Publish(AvatarStates.Uniform(value));

    /// <summary>Publishes a tick in which nothing moves.</summary>
    public EncodedTick PublishSame() => Publish(_state);

    /// <summary>Publishes a tick in which one field moves by more than the threshold, each time a different
    /// one.</summary>
    /// <remarks>So a viewer that misses a tick misses a field. The step is the golden section: no value occurs
    /// twice.</remarks>
    public EncodedTick PublishMove()
    {
        var field = (FieldId)(_moves++ % Field.Count);
        return Publish(_state.With(field, (_state[field] + 0.381966) % 1));
    }

    /// <summary>Publishes until a condition holds that the sender fulfils when it reads its clock.</summary>
    public Task PublishUntilAsync(Func<bool> fact, string because) => Eventually.TrueAsync(
        () =>
        {
            PublishMove();
            return fact();
        },
        because);

    /// <summary>Adds a viewer that has received its first message and the full state and is at the current
    /// tick.</summary>
    public async Task<(ScriptedSocket Socket, ClientSession Session)> JoinLiveAsync()
    {
        var socket = new ScriptedSocket();
        ClientSession session = Hub.TryJoin(socket, new SessionOptions(ProtocolV1.Plain))!;
        if (_publisher.Ticks.Count == 0)
        {
            PublishMove();
        }

        await Eventually.TrueAsync(() => socket.Sent.Count == 1, "the viewer is greeted");
        PublishMove();
        await Eventually.TrueAsync(() => socket.Sent.Count == 2, "the viewer has the full state");
        return (socket, session);
    }

    /// <summary>Stops the sender; viewers that are still connected are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await Hub.DrainAsync(now.Token);
    }

    private EncodedTick Publish(AvatarState state)
    {
        _state = state;
        EncodedTick frames = _publisher.Tick(state);
        Hub.Publish(frames);
        return frames;
    }
}
