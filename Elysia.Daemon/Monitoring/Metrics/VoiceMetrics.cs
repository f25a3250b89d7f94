using System.Diagnostics.Metrics;
using Elysia.Speech;
using Elysia.Speech.Synthesis;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of speech synthesis.</summary>
internal static class VoiceMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    public static void Add(Meter meter, SpeechServices voices)
    {
        meter.CountBy<VoiceOutcome>("elysia_sentences_total", "Sentences by the outcome of their synthesis; all but said have "
            + "no sound and a mouth that moves by rules.", "voice", voices.Counters.Of);
        meter.Show("elysia_clips", "Clips that viewers can fetch.", () => voices.Clips.Count);
    }
}
