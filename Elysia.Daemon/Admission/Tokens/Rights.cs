namespace Elysia.Admission.Tokens;

/// <summary>What a client may do. A role is a set of them (<see cref="Roles"/>).</summary>
[Flags]
public enum Rights
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
