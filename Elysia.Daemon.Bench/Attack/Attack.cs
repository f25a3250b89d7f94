using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack;

/// <summary>One way to harm a daemon.</summary>
/// <param name="Key">Its name on the command line.</param>
/// <param name="What">What the attacker does, for the table.</param>
/// <param name="Guard">What stands against it: a limit by its name, or "proxy".</param>
/// <param name="PlayAsync">Does it until the attacker's time is over.</param>
internal sealed record Attack(string Key, string What, string Guard, Func<Attacker, Task> PlayAsync)
{
    /// <summary>File descriptors the daemon has; null for as many as the machine gives.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Whether the daemon lets in by tokens only. Their secret is <see cref="TokenForge.Secret"/>.</summary>
    public bool NeedsTokens { get; init; }

    /// <summary>Whether the attacker has a new address for every connection.</summary>
    public bool IsMany { get; init; }
}
