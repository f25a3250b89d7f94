namespace Elysia.Speech.LipSync;

/// <summary>The start and end times of the sentences of one answer, which follow each other without overlap. The mouth
/// moves by this clock, and an interrupted answer is remembered as far as it was heard by this clock.</summary>
/// <remarks>One thread at a time.</remarks>
/// <param name="turn">The number of the answer; a later answer has a greater number.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class SpeechSchedule(long turn, TimeProvider time)
{
    private const long MsPerSecond = 1_000;

    private readonly List<(string Text, long Start, long End)> _sentences = [];

    /// <summary>The number of the answer.</summary>
    public long Turn => turn;

    /// <summary>Whether something is still being said.</summary>
    public bool IsSounding => _sentences.Count > 0 && time.GetTimestamp() < _sentences[^1].End;

    /// <summary>Adds a sentence, which starts now or when the previous sentence ends.</summary>
    /// <returns>Its start and end, in timestamps of the monotonic clock.</returns>
    public (long Start, long End) Add(string text, TimeSpan duration)
    {
        long now = time.GetTimestamp();
        long start = _sentences.Count == 0 ? now : Math.Max(now, _sentences[^1].End);

        // Rounded up to whole milliseconds, the unit of the keys of a timeline.
        long end = start + ((long)Math.Ceiling(duration.TotalMilliseconds) * time.TimestampFrequency / MsPerSecond);
        _sentences.Add((text, start, end));
        return (start, end);
    }

    /// <summary>Returns all sentences added so far, followed by <paramref name="next"/>.</summary>
    public string TextWith(string next) => string.Join(' ', _sentences.Select(s => s.Text).Append(next));

    /// <summary>Returns the text that has been heard by now: all completed sentences, and the words of the current one
    /// whose time has passed.</summary>
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
