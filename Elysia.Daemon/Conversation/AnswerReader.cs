using System.Text;
using Elysia.Configuration;

namespace Elysia.Conversation;

/// <summary>Splits a streamed answer into sentences, and removes what must not be said: feelings as tags, and a model's
/// thoughts between &lt;think&gt; and &lt;/think&gt;.</summary>
/// <remarks>One instance per answer; one thread. A piece may end anywhere, even within a tag. Bounded: a sentence by
/// <see cref="SentenceMaxChars"/>, all of them by <paramref name="maxChars"/>.</remarks>
/// <param name="maxChars">The maximum number of characters of all sentences; the rest is cut.</param>
internal sealed class AnswerReader(int maxChars)
{
    /// <summary>The maximum length of a sentence; a longer one is said in parts.</summary>
    /// <remarks>Unit: UTF-16 units. 300: about 20 s of speech.</remarks>
    public const int SentenceMaxChars = 300;

    private const string ThoughtStart = "<think>";
    private const string ThoughtEnd = "</think>";

    // Marks that end a sentence if white space follows, and marks that end one on their own.
    private const string Ends = ".!?…";
    private const string WideEnds = "。！？";
    private const string Closers = "\"'”’)]»」』*";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "etc", "a.m", "p.m",
    };

    private readonly StringBuilder _held = new();
    private readonly StringBuilder _sentence = new();
    private readonly List<NamedFeeling> _feelings = [];
    private readonly Queue<AnswerPart> _ready = new();
    private bool _thinks;
    private int _chars;

    /// <summary>Whether the maximum number of characters is reached.</summary>
    public bool IsFull => _chars >= maxChars;

    /// <summary>The feelings named after the last word, if the answer ends with a tag.</summary>
    public IReadOnlyList<NamedFeeling> Rest => _feelings;

    /// <summary>Adds the next piece of the answer.</summary>
    public void Add(ReadOnlySpan<char> piece)
    {
        foreach (char letter in piece)
        {
            _held.Append(letter);
            Release();
        }
    }

    /// <summary>Marks the end of the answer; the rest of it can then be taken.</summary>
    public void Finish()
    {
        if (!_thinks)
        {
            Say(_held.ToString());
        }

        _held.Clear();
        Cut();
    }

    /// <summary>Takes the next complete sentence.</summary>
    public bool TryTake(out AnswerPart part)
    {
        bool any = _ready.TryDequeue(out AnswerPart? next);
        part = next!;
        return any;
    }

    // Processes the held text until it is empty or may still become a tag or a mark of thoughts.
    private void Release()
    {
        while (_held.Length > 0)
        {
            string held = _held.ToString();
            int used = _thinks ? Thought(held) : Word(held);
            if (used == 0)
            {
                return;
            }

            _held.Remove(0, used);
        }
    }

    private int Thought(string held)
    {
        if (held == ThoughtEnd)
        {
            _thinks = false;
            return held.Length;
        }

        return ThoughtEnd.StartsWith(held, StringComparison.Ordinal) ? 0 : 1;
    }

    private int Word(string held)
    {
        if (held == ThoughtStart)
        {
            _thinks = true;
            return held.Length;
        }

        if (held[0] == '[' && held.Length <= FeelingTag.MaxChars && !held.Contains('\n', StringComparison.Ordinal))
        {
            if (held[^1] != ']')
            {
                return 0;
            }

            if (FeelingTag.TryParse(held.AsSpan(1, held.Length - 2), out NamedFeeling named))
            {
                // A feeling belongs to the words after it, so a sentence that ended before it is completed first.
                if (EndsSentence() || EndsWide(' '))
                {
                    Cut();
                }

                _feelings.Add(named);
                return held.Length;
            }
        }

        if (ThoughtStart.StartsWith(held, StringComparison.Ordinal))
        {
            return 0;
        }

        Say(held[..1]);
        return 1;
    }

    private void Say(string text)
    {
        foreach (char letter in text)
        {
            bool space = char.IsWhiteSpace(letter);
            if (letter == '\n' || (space && EndsSentence()) || (!space && EndsWide(letter)))
            {
                Cut();
            }

            if (!space || (_sentence.Length > 0 && !char.IsWhiteSpace(_sentence[^1])))
            {
                _sentence.Append(space ? ' ' : letter);
            }

            if (_sentence.Length >= SentenceMaxChars && !char.IsHighSurrogate(letter))
            {
                CutLong();
            }
        }
    }

    private bool EndsSentence()
    {
        int end = _sentence.Length;
        while (end > 0 && Closers.Contains(_sentence[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        if (end == 0 || !Ends.Contains(_sentence[end - 1], StringComparison.Ordinal))
        {
            return false;
        }

        string before = _sentence.ToString(0, end - 1);
        string word = before[(before.LastIndexOf(' ') + 1)..].TrimStart('"', '\'', '(', '“');

        // No sentence ends in "J. Smith", or in "1. First" of a list.
        bool isInitial = word.Length == 1 && char.IsUpper(word[0]) && word != "I";
        bool isNumber = word.Length > 0 && word.Length == before.Length && word.All(char.IsAsciiDigit);
        return _sentence[end - 1] != '.' || !(Abbreviations.Contains(word) || isInitial || isNumber);
    }

    private bool EndsWide(char next) => _sentence.Length > 0
        && WideEnds.Contains(_sentence[^1], StringComparison.Ordinal)
        && !WideEnds.Contains(next, StringComparison.Ordinal) && !Closers.Contains(next, StringComparison.Ordinal);

    private void CutLong()
    {
        string text = _sentence.ToString();
        int at = text.LastIndexOfAny([' ', ',', '、']);
        if (at < SentenceMaxChars / 2)
        {
            Cut();
            return;
        }

        _sentence.Length = at + 1;
        Cut();
        _sentence.Append(text[(at + 1)..]);
    }

    private void Cut()
    {
        string text = _sentence.ToString().Trim();
        _sentence.Clear();
        if (text.Length == 0 || IsFull)
        {
            return;
        }

        int left = maxChars - _chars;
        if (text.Length > left)
        {
            text = BoundedText.Within(text, left);
            _chars = maxChars;
        }

        _chars += text.Length;
        if (text.Length > 0)
        {
            _ready.Enqueue(new AnswerPart(text, [.. _feelings]));
            _feelings.Clear();
        }
    }
}

/// <summary>A part of an answer that can be said: a sentence, and the feelings it is said with.</summary>
/// <param name="Text">The sentence without tags; never empty.</param>
/// <param name="Feelings">The feelings that the answer named since the previous part, in order.</param>
internal sealed record AnswerPart(string Text, IReadOnlyList<NamedFeeling> Feelings);
