using System.Diagnostics.Metrics;
using Elysia.Conversation;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of conversations and of memory.</summary>
internal static class ConversationMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="turns">The outcomes of turns.</param>
    /// <param name="memoryFailures">Returns the number of failures of the database.</param>
    public static void Add(Meter meter, TurnFigures turns, Func<long> memoryFailures)
    {
        meter.CountBy<TurnOutcome>("elysia_turns_total", "Answers by outcome; failed means that the responder failed and she "
            + "said so.", "outcome", turns.Ended);
        meter.Show("elysia_turns_running", "Answers that are being generated.", () => turns.Running);
        meter.Count("elysia_interrupts_total", "Answers stopped by the viewer that asked, while they were generated or spoken.",
            () => turns.Interrupts);
        meter.Count("elysia_memory_failures_total", "Failed reads and writes of her memory on disk; she talks on without it.",
            memoryFailures);
    }
}
