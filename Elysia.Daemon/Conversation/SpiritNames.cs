using Elysia.Languages;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>The names of her spirits in sentences. Pure; any thread.</summary>
internal static class SpiritNames
{
    private static readonly (Func<Spirits, double> Strength, string English, string Korean)[] All =
    [
        (spirits => spirits.Fire, "fire (passion)", "불(열정)"),
        (spirits => spirits.Water, "water (calm)", "물(고요)"),
        (spirits => spirits.Earth, "earth (stability)", "땅(안정)"),
        (spirits => spirits.Air, "air (communication)", "바람(소통)"),
        (spirits => spirits.Light, "light (clarity)", "빛(명료함)"),
        (spirits => spirits.Dark, "dark (introspection)", "어둠(성찰)"),
        (spirits => spirits.Aether, "aether (transcendence)", "에테르(초월)"),
    ];

    /// <summary>Returns the name of the strongest spirit; if several are equal, that of the first.</summary>
    public static string Strongest(Spirits spirits, Language language)
    {
        (_, string english, string korean) = All.MaxBy(spirit => spirit.Strength(spirits));
        return language == Language.Korean ? korean : english;
    }
}
