using System.Text.RegularExpressions;

namespace Elysia.Tests.Repository.Style;

/// <summary>The types of a C# file and the members of each, with their lines.</summary>
internal sealed partial class CSharpShape
{
    private readonly string _code;
    private readonly List<Span> _members = [];
    private readonly List<string> _types = [];

    private CSharpShape(string code)
    {
        _code = code;
        int at = 0;
        ReadTypes(ref at, isFile: true);
    }

    /// <summary>A member or other declaration: its head and its lines.</summary>
    internal sealed record Span(string Head, int FirstLine, int LastLine)
    {
        /// <summary>The number of lines.</summary>
        public int LineCount => LastLine - FirstLine + 1;
    }

    /// <summary>All members with a body.</summary>
    public IReadOnlyList<Span> Members => _members;

    /// <summary>The names of the types that are not nested.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>Parses a source.</summary>
    public static CSharpShape Parse(string source) => new(CSharpText.Parse(source).Code);

    /// <summary>Reads declarations up to the closing brace of a type or namespace, or the end of the file.</summary>
    private void ReadTypes(ref int at, bool isFile)
    {
        int start = at;
        int nesting = 0;
        bool hasBody = false;
        for (; at < _code.Length && _code[at] != '}'; at++)
        {
            char c = _code[at];
            nesting += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (c == '{')
            {
                string head = _code[start..at].Trim();
                at++;
                if (Type().Match(Constraint().Replace(head, "")) is { Success: true } type && !hasBody)
                {
                    Declare(type, isFile);
                    ReadTypes(ref at, isFile: false);
                }
                else if (NamespaceHead().IsMatch(head))
                {
                    ReadTypes(ref at, isFile);
                }
                else
                {
                    SkipBlock(ref at);
                    hasBody = true;
                    if (nesting > 0 || HasAssignment(head))
                    {
                        continue;
                    }

                    Add(isFile, start, at);
                }

                (start, hasBody) = (at + 1, false);
            }
            else if (c == ';' && nesting == 0)
            {
                string head = _code[start..at].Trim();
                if (Type().Match(Constraint().Replace(head, "")) is { Success: true } type && !hasBody)
                {
                    Declare(type, isFile);
                }
                else if (IsComputed(head))
                {
                    Add(isFile, start, at);
                }

                (start, hasBody) = (at + 1, false);
            }
        }
    }

    private void Declare(Match type, bool isFile)
    {
        if (isFile)
        {
            _types.Add(type.Groups["name"].Value);
        }
    }

    private void Add(bool isFile, int start, int end)
    {
        if (isFile)
        {
            return;
        }

        string text = _code[start..end];
        int first = start + text.Length - text.TrimStart().Length;
        string head = _code[first..end].Split('\n')[0].Trim();
        _members.Add(new Span(head, CSharpText.LineOf(_code, first), CSharpText.LineOf(_code, end)));
    }

    /// <summary>Skips from behind an opening brace to its closing one.</summary>
    private void SkipBlock(ref int at)
    {
        for (int depth = 1; at < _code.Length; at++)
        {
            depth += _code[at] == '{' ? 1 : _code[at] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return;
            }
        }
    }

    /// <summary>Whether a member that ends in a semicolon has an expression body; a table of data in a field is not
    /// one.</summary>
    private static bool IsComputed(string head)
    {
        int body = head.IndexOf("=>", StringComparison.Ordinal);
        return body >= 0 && !HasAssignment(head[..body]);
    }

    /// <summary>Whether a head continues after its block up to a semicolon, as with an initializer or an expression
    /// body.</summary>
    private static bool HasAssignment(string head)
    {
        int nesting = 0;
        foreach (char c in head)
        {
            nesting += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (c == '=' && nesting == 0)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+\S+)\s+(?<name>\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"\bwhere\s+\w+\s*:.*$", RegexOptions.Singleline)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\bnamespace\s+[\w.]+$")]
    private static partial Regex NamespaceHead();
}
