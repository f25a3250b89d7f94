using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Admission.Tokens;

/// <summary>The subjects whose tokens are no longer accepted. They are named in a file, which is read again on SIGHUP,
/// or by an operator's message, which holds until the daemon stops.</summary>
/// <remarks>Any thread.</remarks>
/// <param name="file">ELYSIA_REVOKED_FILE: one subject per line, # begins a comment; null for none.</param>
internal sealed class Revocations(string? file) : IReloadable
{
    /// <summary>The maximum size of the file.</summary>
    /// <remarks>Unit: bytes. 4 MiB: a hundred thousand subjects.</remarks>
    public const int FileMaxBytes = 4 * 1024 * 1024;

    /// <summary>The maximum number of subjects that messages may revoke; beyond it the operator must use the
    /// file.</summary>
    public const int MessagesMax = 10_000;

    // Strict: invalid UTF-8 means a broken file, not an unusual name.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, bool> _byMessage = new(StringComparer.Ordinal);
    private volatile FrozenSet<string> _fromFile = FrozenSet<string>.Empty;

    /// <inheritdoc/>
    public string Name => "the file of revoked subjects";

    /// <summary>The number of revoked subjects; a subject that the file and a message both name counts twice.</summary>
    public int Count => _fromFile.Count + _byMessage.Count;

    /// <summary>Whether a subject's tokens are no longer accepted.</summary>
    public bool Contains(string subject) => _fromFile.Contains(subject) || _byMessage.ContainsKey(subject);

    /// <summary>Revokes a subject until the daemon stops.</summary>
    /// <returns>False when messages have already revoked <see cref="MessagesMax"/> subjects.</returns>
    public bool TryRevoke(string subject)
    {
        if (_byMessage.Count >= MessagesMax && !_byMessage.ContainsKey(subject))
        {
            return false;
        }

        _byMessage[subject] = true;
        return true;
    }

    /// <inheritdoc/>
    public string? Reload()
    {
        if (file is null)
        {
            return null;
        }

        if (!SmallFile.TryRead(file, FileMaxBytes, out byte[] bytes, out string? fault))
        {
            return $"{file}: {fault}";
        }

        (FrozenSet<string>? subjects, fault) = Parse(bytes);
        _fromFile = subjects ?? _fromFile;
        return fault is null ? null : $"{file}: {fault}";
    }

    private static (FrozenSet<string>? Subjects, string? Fault) Parse(byte[] bytes)
    {
        string[] lines;
        try
        {
            lines = Utf8.GetString(bytes).Split('\n');
        }
        catch (DecoderFallbackException)
        {
            return (null, "it is not UTF-8");
        }

        HashSet<string> subjects = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!Grant.IsSubject(line))
            {
                return (null, $"line {i + 1} is no subject: 1 to {Grant.SubjectMaxChars} characters without control characters");
            }

            subjects.Add(line);
        }

        return (subjects.ToFrozenSet(StringComparer.Ordinal), null);
    }
}
