using Elysia.Protocol.V1;

namespace Elysia.Fanout;

/// <summary>Where a tick's picture goes: one reference handed over, nothing waited for.</summary>
internal interface ITickSink
{
    /// <summary>How many viewers are connected.</summary>
    int Viewers { get; }

    /// <summary>Takes the picture of a new tick. Must return at once, whatever any viewer does.</summary>
    void Publish(EncodedTick frames);
}
