using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack;

/// <summary>Every attack, from the outer wall inwards: connections, requests, frames, messages, tokens.</summary>
internal static class AttackCatalog
{
    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
        [.. ConnectionAttacks.All, .. RequestAttacks.All, .. FrameAttacks.All, .. MessageAttacks.All, .. TokenAttacks.All];

    /// <summary>The attack of a name; null when there is none.</summary>
    public static Attack? Find(string key) => All.FirstOrDefault(attack => attack.Key == key);
}
