using System.Diagnostics.Metrics;
using Elysia.Speech;
using Elysia.Speech.Synthesis;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments that read what her voice made of her sentences.</summary>
internal static class VoiceMetrics
{
    /// <summary>Adds them to a meter.</summary>
    public static void Add(Meter meter, SpeechServices voices)
    {
        meter.CountBy<VoiceOutcome>("elysia_sentences_total", "Sentences by what her voice made of them; all but said have a "
            + "mouth by rules and no sound.", "voice", voices.Counters.Of);
        meter.Show("elysia_clips", "Clips that can be fetched.", () => voices.Clips.Count);
    }
}
