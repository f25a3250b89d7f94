using Elysia.Protocol.V1;

namespace Elysia.Fanout;

/// <summary>Receives the published state of each tick: one reference, handed over without waiting.</summary>
internal interface ITickSink
{
    /// <summary>The number of connected viewers.</summary>
    int Viewers { get; }

    /// <summary>Accepts the published state of a new tick. Must return at once, whatever any viewer does.</summary>
    void Publish(EncodedTick frames);
}
