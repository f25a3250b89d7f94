using System.Diagnostics.Metrics;
using Elysia.Conversation;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments that read how her conversations go, and whether her memory works.</summary>
internal static class ConversationMetrics
{
    /// <summary>Adds them to a meter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="turns">How turns ended.</param>
    /// <param name="memoryFailures">How often the database failed.</param>
    public static void Add(Meter meter, TurnFigures turns, Func<long> memoryFailures)
    {
        meter.CountBy<TurnOutcome>("elysia_turns_total", "Answers by how they ended; failed is a responder that failed, which "
            + "she said.", "outcome", turns.Ended);
        meter.Show("elysia_turns_running", "Answers that are being thought of.", () => turns.Running);
        meter.Count("elysia_interrupts_total", "Answers that their asker stopped, while they were thought of or still sounded.",
            () => turns.Interrupts);
        meter.Count("elysia_memory_failures_total", "What her memory on disk could not do; she talks on without it.",
            memoryFailures);
    }
}
