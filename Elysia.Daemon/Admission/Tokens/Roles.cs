namespace Elysia.Admission.Tokens;

/// <summary>The roles that a token may name, and what each may do.</summary>
internal static class Roles
{
    /// <summary>What an operator may do: everything.</summary>
    public const Rights All = Rights.Watch | Rights.Speak | Rights.Push | Rights.Operate;

    private static readonly (string Name, Rights Rights)[] Table =
    [
        ("viewer", Rights.Watch),
        ("speaker", Rights.Watch | Rights.Speak),
        ("engine", Rights.Watch | Rights.Push),
        ("operator", All),
    ];

    /// <summary>The names, the least role first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(r => r.Name)];

    /// <summary>What a role may do; nothing when there is no such role.</summary>
    public static Rights RightsOf(string name) => Array.Find(Table, r => r.Name == name).Rights;

    /// <summary>The name for a set of rights: one role, or several joined by a plus sign.</summary>
    public static string NameOf(Rights rights)
    {
        if (Array.Find(Table, r => r.Rights == rights).Name is { } name)
        {
            return name;
        }

        // Every role may watch, so that names nobody.
        return rights == Rights.None ? "none" : string.Join(
            '+', Table.Where(r => rights.HasFlag(r.Rights) && r.Rights != Rights.Watch).Select(r => r.Name));
    }

    /// <summary>The least role that has a right.</summary>
    public static string Needed(Rights right) => Array.Find(Table, r => r.Rights.HasFlag(right)).Name;
}

/// <summary>What a client may do. A role is a set of them (<see cref="Roles"/>).</summary>
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

    /// <summary>Send clients away, read what is protected.</summary>
    Operate = 8,
}
