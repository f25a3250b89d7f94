using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>What a synthesiser made of a sentence.</summary>
/// <param name="Wav">The sound as a WAV file, mono, 16 bit; null when it was not wanted.</param>
/// <param name="Duration">How long it plays.</param>
/// <param name="Sounds">Which sound begins when, in the order of time.</param>
internal sealed record Recording(byte[]? Wav, TimeSpan Duration, IReadOnlyList<TimedSound> Sounds);
