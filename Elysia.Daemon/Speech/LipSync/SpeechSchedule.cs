namespace Elysia.Speech.LipSync;

/// <summary>When each sentence of one answer sounds: one after the other, each as long as it takes to say. It is the one clock
/// of speech: the mouth moves by it, and by it an interrupted answer is remembered as far as it was heard.</summary>
/// <remarks>One thread at a time.</remarks>
/// <param name="turn">Which answer it is; a later one has a greater number.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class SpeechSchedule(long turn, TimeProvider time)
{
    private const long MsPerSecond = 1_000;

    private readonly List<(string Text, long Start, long End)> _sentences = [];

    /// <summary>Which answer it is.</summary>
    public long Turn => turn;

    /// <summary>Whether something is still being said.</summary>
    public bool IsSounding => _sentences.Count > 0 && time.GetTimestamp() < _sentences[^1].End;

    /// <summary>A sentence was given out just now.</summary>
    /// <returns>When it begins and ends, on the monotonic clock.</returns>
    public (long Start, long End) Add(string text, TimeSpan duration)
    {
        long now = time.GetTimestamp();
        long start = _sentences.Count == 0 ? now : Math.Max(now, _sentences[^1].End);

        // Whole milliseconds apart, as the keys of a timeline are.
        long end = start + ((long)Math.Ceiling(duration.TotalMilliseconds) * time.TimestampFrequency / MsPerSecond);
        _sentences.Add((text, start, end));
        return (start, end);
    }

    /// <summary>All that was given out, and a sentence that is about to be.</summary>
    public string TextWith(string next) => string.Join(' ', _sentences.Select(s => s.Text).Append(next));

    /// <summary>What has been heard by now: whole sentences, and of the one that sounds the words whose time has
    /// passed.</summary>
    public string Heard()
    {
        var heard = new List<string>();
        foreach ((string text, long start, long end) in _sentences)
        {
            long passed = time.GetTimestamp() - start;
            if (passed <= 0)
            {
                break;
            }

            heard.Add(passed >= end - start ? text : Words(text, passed / (double)(end - start)));
        }

        return string.Join(' ', heard.Where(text => text.Length > 0));
    }

    private static string Words(string text, double share)
    {
        int end = (int)(text.Length * share);
        int space = end >= text.Length ? text.Length : text.LastIndexOf(' ', Math.Max(0, end));
        return space <= 0 ? "" : $"{text[..space].TrimEnd(',', ';', ':', ' ')}…";
    }
}
