using System.Diagnostics.CodeAnalysis;

namespace Elysia.Admission.Tokens;

/// <summary>The subject, the rights and the expiry that a client was granted.</summary>
/// <param name="Subject">The subject that the token names; empty when no token was required.</param>
/// <param name="Rights">The client's rights.</param>
/// <param name="Ends">When the grant expires, by the wall clock; <see cref="DateTimeOffset.MaxValue"/> for
/// never.</param>
internal sealed record Grant(string Subject, Rights Rights, DateTimeOffset Ends)
{
    /// <summary>The maximum length of a subject.</summary>
    /// <remarks>Unit: characters. 256: longer than any mail address or identifier of an identity provider.</remarks>
    public const int SubjectMaxChars = 256;

    /// <summary>The grant of every client while authentication is off.</summary>
    public static Grant Anybody { get; } = new("", Rights.Watch | Rights.Speak, DateTimeOffset.MaxValue);

    /// <summary>The grant of a client on this machine while authentication is off.</summary>
    public static Grant Local { get; } = new("", Roles.All, DateTimeOffset.MaxValue);

    /// <summary>Whether a text can be a subject: not empty, not too long, and without characters that would break a
    /// line of a log or of a file.</summary>
    public static bool IsSubject([NotNullWhen(true)] string? text) =>
        text?.Length is > 0 and <= SubjectMaxChars && !text.Any(char.IsControl) && text.Trim().Length == text.Length;
}
