using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack;

/// <summary>An attack on a daemon.</summary>
/// <param name="Key">Its name on the command line.</param>
/// <param name="What">The attacker's behaviour, for the table.</param>
/// <param name="Guard">The defence against it: the name of a limit, or "proxy".</param>
/// <param name="PlayAsync">Attacks until the attacker's time is over.</param>
internal sealed record Attack(string Key, string What, string Guard, Func<Attacker, Task> PlayAsync)
{
    /// <summary>The daemon's limit of file descriptors; null for the machine's own.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Whether the daemon requires tokens. Their secret is <see cref="TokenForge.Secret"/>.</summary>
    public bool NeedsTokens { get; init; }

    /// <summary>Whether the attacker uses a new address for every connection.</summary>
    public bool IsMany { get; init; }
}
