namespace Elysia.Ticking;

/// <summary>The adaptive rate: how many ticks a second her surroundings are worth.</summary>
/// <remarks>Source: system.md section 5; the oracle's adaptive_fps figures hold exactly. Pure.</remarks>
/// <param name="minHz">The rate when nothing goes on. Default 15.</param>
/// <param name="maxHz">The rate at full activity, at least <paramref name="minHz"/>. Default 60.</param>
internal sealed class TickRate(int minHz, int maxHz)
{
    private const double RecencyWeight = 0.4;
    private const double ClientsWeight = 0.3;
    private const double ArousalWeight = 0.3;
    private const double RecencySeconds = 10;
    private const double ManyClients = 10;

    /// <summary>Ticks per second for what goes on.</summary>
    /// <param name="sinceLastMessage">Since any client last said something; after ten seconds it counts no more.</param>
    /// <param name="clients">Connected viewers; from ten on more make no difference.</param>
    /// <param name="arousal">0..1.</param>
    public int Of(TimeSpan sinceLastMessage, int clients, double arousal)
    {
        double activity =
            (RecencyWeight * Math.Max(0, 1 - (sinceLastMessage.TotalSeconds / RecencySeconds)))
            + (ClientsWeight * Math.Min(1, clients / ManyClients))
            + (ArousalWeight * arousal);
        return Math.Clamp((int)Math.Floor(minHz + ((maxHz - minHz) * activity)), minHz, maxHz);
    }
}
