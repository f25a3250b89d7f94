namespace Elysia.State;

/// <summary>The published values of the avatar, in the order of the wire. The number is the bit in a
/// <see cref="FieldMask"/>.</summary>
internal enum FieldId
{
    /// <summary><see cref="Expression.MouthCurve"/></summary>
    MouthCurve = 0,

    /// <summary><see cref="Expression.EyeOpen"/></summary>
    EyeOpen = 1,

    /// <summary><see cref="Expression.BrowFurrow"/></summary>
    BrowFurrow = 2,

    /// <summary><see cref="Expression.Beat"/></summary>
    Beat = 3,

    /// <summary><see cref="Expression.MouthWidth"/></summary>
    MouthWidth = 4,

    /// <summary><see cref="Spirits.Fire"/></summary>
    Fire = 5,

    /// <summary><see cref="Spirits.Water"/></summary>
    Water = 6,

    /// <summary><see cref="Spirits.Earth"/></summary>
    Earth = 7,

    /// <summary><see cref="Spirits.Air"/></summary>
    Air = 8,

    /// <summary><see cref="Spirits.Light"/></summary>
    Light = 9,

    /// <summary><see cref="Spirits.Dark"/></summary>
    Dark = 10,

    /// <summary><see cref="Spirits.Aether"/></summary>
    Aether = 11,
}
