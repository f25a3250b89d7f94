namespace Elysia.Ticking;

/// <summary>The adaptive tick rate: the more there is to show, the more ticks per second.</summary>
/// <remarks>Source: system.md section 5; it reproduces the adaptive_fps figures of the oracle exactly. Pure.</remarks>
/// <param name="minHz">The rate without any activity. Default 15.</param>
/// <param name="maxHz">The rate at full activity, at least <paramref name="minHz"/>. Default 60.</param>
internal sealed class TickRate(int minHz, int maxHz)
{
    private const double RecencyWeight = 0.4;
    private const double ClientsWeight = 0.3;
    private const double ArousalWeight = 0.3;
    private const double RecencySeconds = 10;
    private const double ManyClients = 10;

    /// <summary>Returns the number of ticks per second for the current activity.</summary>
    /// <param name="sinceLastMessage">The time since any client last sent a message; after ten seconds it no longer
    /// counts.</param>
    /// <param name="clients">The number of connected viewers; more than ten make no difference.</param>
    /// <param name="arousal">Her arousal, 0..1.</param>
    public int Of(TimeSpan sinceLastMessage, int clients, double arousal)
    {
        double activity =
            (RecencyWeight * Math.Max(0, 1 - (sinceLastMessage.TotalSeconds / RecencySeconds)))
            + (ClientsWeight * Math.Min(1, clients / ManyClients))
            + (ArousalWeight * arousal);
        return Math.Clamp((int)Math.Floor(minHz + ((maxHz - minHz) * activity)), minHz, maxHz);
    }
}
