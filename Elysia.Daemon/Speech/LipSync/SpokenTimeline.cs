namespace Elysia.Speech.LipSync;

/// <summary>When each sentence of an answer is heard: one after the other, each as long as it takes to say.</summary>
/// <remarks>One thread at a time.</remarks>
/// <param name="time">The daemon's clock.</param>
public sealed class SpokenTimeline(TimeProvider time)
{
    private readonly List<(string Text, long Start, TimeSpan Duration)> _sentences = [];

    /// <summary>All that was given out.</summary>
    public string All => string.Join(' ', _sentences.Select(s => s.Text));

    /// <summary>Whether something is still being said.</summary>
    public bool IsSounding => _sentences.Count > 0 && time.GetElapsedTime(_sentences[^1].Start) < _sentences[^1].Duration;

    /// <summary>A sentence was given out just now.</summary>
    public void Add(string text, TimeSpan duration)
    {
        long now = time.GetTimestamp();
        long free = _sentences.Count == 0 ? now
            : _sentences[^1].Start + (long)(_sentences[^1].Duration.TotalSeconds * time.TimestampFrequency);
        _sentences.Add((text, Math.Max(now, free), duration));
    }

    /// <summary>What has been heard by now: whole sentences, and of the one that sounds the words whose time has
    /// passed.</summary>
    public string Heard()
    {
        var heard = new List<string>();
        foreach ((string text, long start, TimeSpan duration) in _sentences)
        {
            double seconds = (time.GetTimestamp() - start) / (double)time.TimestampFrequency;
            if (seconds <= 0)
            {
                break;
            }

            heard.Add(seconds >= duration.TotalSeconds ? text : Words(text, seconds / duration.TotalSeconds));
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
