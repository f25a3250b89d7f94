namespace Elysia.Tests.Repository.Style;

/// <summary>C# source separated into code and comments of the same length, so that positions keep their line.</summary>
/// <remarks>Literals and comments are blanked from the code, except for the holes of interpolated strings, which are
/// code. A short lexer instead of a compiler: it covers the C# 14 syntax that this repository uses.</remarks>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly char[] _code;
    private readonly char[] _comments;
    private int _at;

    private CSharpText(string source)
    {
        _source = source;
        _code = Blank(source);
        _comments = Blank(source);
        ReadCode(inHole: false);
    }

    /// <summary>The code alone.</summary>
    public string Code => new(_code);

    /// <summary>The comments alone.</summary>
    public string Comments => new(_comments);

    /// <summary>Separates a source.</summary>
    public static CSharpText Parse(string source) => new(source);

    /// <summary>Returns the line, from 1, of a position.</summary>
    public static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static char[] Blank(string source) => [.. source.Select(c => c == '\n' ? '\n' : ' ')];

    private char Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private bool Sees(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void ReadCode(bool inHole)
    {
        int depth = 0;
        while (_at < _source.Length)
        {
            char c = Peek();
            if (inHole && c == '}' && depth == 0)
            {
                return;
            }

            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (Sees("//") || (c == '#' && IsFirstOfItsLine()))
            {
                Comment(isCode: c == '#', EndOf("\n", 0));
            }
            else if (Sees("/*"))
            {
                Comment(isCode: false, EndOf("*/", 2));
            }
            else if (c == '\'')
            {
                SkipQuoted('\'');
            }
            else if (StartsString())
            {
                ReadString();
            }
            else
            {
                _code[_at] = _source[_at];
                _at++;
            }
        }
    }

    private bool IsFirstOfItsLine()
    {
        ReadOnlySpan<char> before = _source.AsSpan(0, _at);
        return before[(before.LastIndexOf('\n') + 1)..].IsWhiteSpace();
    }

    private int EndOf(string mark, int length)
    {
        int found = _source.IndexOf(mark, _at, StringComparison.Ordinal);
        return found < 0 ? _source.Length : found + length;
    }

    private void Comment(bool isCode, int end)
    {
        for (; _at < end; _at++)
        {
            _comments[_at] = isCode ? _comments[_at] : _source[_at];
        }
    }

    private bool StartsString()
    {
        int ahead = 0;
        while (Peek(ahead) is '$' or '@')
        {
            ahead++;
        }

        return Peek(ahead) == '"';
    }

    private void ReadString()
    {
        int dollars = 0;
        bool verbatim = false;
        for (; Peek() != '"'; _at++)
        {
            dollars += Peek() == '$' ? 1 : 0;
            verbatim |= Peek() == '@';
        }

        int quotes = Run('"');
        if (quotes >= 3)
        {
            _at += quotes;
            ReadRaw(new string('"', quotes), dollars);
        }
        else if (dollars == 0 && !verbatim)
        {
            SkipQuoted('"');
        }
        else
        {
            _at++;
            ReadVerbatimOrInterpolated(verbatim, dollars > 0);
        }
    }

    private int Run(char c)
    {
        int length = 0;
        while (Peek(length) == c)
        {
            length++;
        }

        return length;
    }

    private void SkipQuoted(char quote)
    {
        for (_at++; _at < _source.Length && Peek() != quote; _at++)
        {
            _at += Peek() == '\\' ? 1 : 0;
        }

        _at++;
    }

    private void ReadRaw(string end, int dollars)
    {
        while (_at < _source.Length && !Sees(end))
        {
            int braces = dollars > 0 ? Run('{') : 0;
            _at += Math.Max(1, braces);
            if (braces >= dollars && braces > 0)
            {
                ReadCode(inHole: true);
                _at += dollars;
            }
        }

        // A raw string may end in quotes of its own before the closing ones.
        _at += Math.Max(end.Length, Run('"'));
    }

    private void ReadVerbatimOrInterpolated(bool verbatim, bool interpolated)
    {
        while (_at < _source.Length && (Peek() != '"' || (verbatim && Peek(1) == '"')))
        {
            bool isPair = (verbatim && Peek() == '"') || (!verbatim && Peek() == '\\') || (interpolated && Sees("{{"));
            bool isHole = !isPair && interpolated && Peek() == '{';
            _at += isPair ? 2 : 1;
            if (isHole)
            {
                ReadCode(inHole: true);
                _at++;
            }
        }

        _at++;
    }
}
