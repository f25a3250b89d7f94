using Elysia.Engines;

namespace Elysia.Voices;

/// <summary>What a synthesiser made of a sentence.</summary>
/// <param name="Samples">Mono, 16 bit.</param>
/// <param name="RateHz">Samples per second.</param>
/// <param name="Sounds">Which sound begins when, in the order of time.</param>
internal sealed record Recording(ReadOnlyMemory<short> Samples, int RateHz, IReadOnlyList<TimedSound> Sounds)
{
    /// <summary>How long it plays.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / RateHz);
}
