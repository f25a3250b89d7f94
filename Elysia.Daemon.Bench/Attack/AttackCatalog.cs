using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack;

/// <summary>All attacks, from the outer layer inwards: connections, requests, frames, messages, tokens.</summary>
internal static class AttackCatalog
{
    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
        [.. ConnectionAttacks.All, .. RequestAttacks.All, .. FrameAttacks.All, .. MessageAttacks.All, .. TokenAttacks.All];

    /// <summary>Returns the attack with a name, or null if there is none.</summary>
    public static Attack? Find(string key) => All.FirstOrDefault(attack => attack.Key == key);
}
