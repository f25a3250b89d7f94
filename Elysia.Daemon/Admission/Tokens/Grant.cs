using System.Diagnostics.CodeAnalysis;

namespace Elysia.Admission.Tokens;

/// <summary>What somebody was let in for.</summary>
/// <param name="Subject">Who it is, as the token names them; empty when nobody asked.</param>
/// <param name="Rights">What they may do.</param>
/// <param name="Ends">When the right to be here ends, by the wall clock; <see cref="DateTimeOffset.MaxValue"/> for
/// never.</param>
internal sealed record Grant(string Subject, Rights Rights, DateTimeOffset Ends)
{
    /// <summary>Longest subject.</summary>
    /// <remarks>Unit: characters. 256: longer than any mail address or identifier of an identity provider.</remarks>
    public const int SubjectMaxChars = 256;

    /// <summary>Anybody, while authentication is off.</summary>
    public static Grant Anybody { get; } = new("", Rights.Watch | Rights.Speak, DateTimeOffset.MaxValue);

    /// <summary>Somebody on this very machine, while authentication is off.</summary>
    public static Grant Local { get; } = new("", Roles.All, DateTimeOffset.MaxValue);

    /// <summary>Whether a text can be a subject: not empty, not too long, and nothing in it that would break a line of a log or
    /// of a file.</summary>
    public static bool IsSubject([NotNullWhen(true)] string? text) =>
        text?.Length is > 0 and <= SubjectMaxChars && !text.Any(char.IsControl) && text.Trim().Length == text.Length;
}
