namespace Elysia.Admission.Tokens;

/// <summary>The roles that a token may name, and the rights of each.</summary>
internal static class Roles
{
    /// <summary>The rights of an operator: all of them.</summary>
    public const Rights All = Rights.Watch | Rights.Speak | Rights.Push | Rights.Operate;

    private static readonly (string Name, Rights Rights)[] Table =
    [
        ("viewer", Rights.Watch),
        ("speaker", Rights.Watch | Rights.Speak),
        ("engine", Rights.Watch | Rights.Push),
        ("operator", All),
    ];

    /// <summary>The names, from the least role to the greatest.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(r => r.Name)];

    /// <summary>Returns the rights of a role; none when there is no such role.</summary>
    public static Rights RightsOf(string name) => Array.Find(Table, r => r.Name == name).Rights;

    /// <summary>Returns the name for a set of rights: one role, or several joined by a plus sign.</summary>
    public static string NameOf(Rights rights)
    {
        if (Array.Find(Table, r => r.Rights == rights).Name is { } name)
        {
            return name;
        }

        // Every role includes Watch, so Watch alone does not identify a role.
        return rights == Rights.None ? "none" : string.Join(
            '+', Table.Where(r => rights.HasFlag(r.Rights) && r.Rights != Rights.Watch).Select(r => r.Name));
    }

    /// <summary>Returns the least role that has a right.</summary>
    public static string Needed(Rights right) => Array.Find(Table, r => r.Rights.HasFlag(right)).Name;
}

/// <summary>The rights of a client. A role is a set of them (<see cref="Roles"/>).</summary>
[Flags]
internal enum Rights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See her.</summary>
    Watch = 1,

    /// <summary>Talk to her, give her feelings, be seen and heard by her.</summary>
    Speak = 2,

    /// <summary>Set her mood and her face.</summary>
    Push = 4,

    /// <summary>Disconnect clients, and read what is protected.</summary>
    Operate = 8,
}
