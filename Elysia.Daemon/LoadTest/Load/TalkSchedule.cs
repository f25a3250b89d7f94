using System.Text;
using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>Sends chat texts from healthy viewers in turn, at a steady rate. Used by the loop's thread.</summary>
/// <remarks>A viewer that waits for an answer is skipped, so each has at most one open text and an answer belongs to
/// it.</remarks>
/// <param name="pool">The connections.</param>
/// <param name="tally">The counts.</param>
/// <param name="rateHz">Texts per second over all viewers; 0 for none.</param>
internal sealed class TalkSchedule(ViewerPool pool, LoadTally tally, double rateHz)
{
    // Texts with and without words of joy, sorrow and thought, in both languages, so that the face moves.
    private static readonly byte[][] Texts = [.. ((string[])
        ["I am so happy to see you", "오늘은 조금 슬퍼요", "I think about what you said", "What a day", "정말 기뻐요"])
        .Select(text => ClientFrame.Encode(
            ServerFrame.Text, Encoding.UTF8.GetBytes($$"""{"type":"text","content":"{{text}}"}""")))];

    private readonly long _interval = rateHz > 0 ? (long)(1e9 / rateHz) : 0;
    private long _due = long.MaxValue;
    private int _next;
    private int _text;

    /// <summary>Starts the schedule.</summary>
    public void Begin(long now) => _due = rateHz > 0 ? now + _interval : long.MaxValue;

    /// <summary>Sends the text that is due.</summary>
    /// <returns>The time of the next text.</returns>
    public long Run(long now)
    {
        while (_due <= now)
        {
            _due += _interval;
            Ask(now);
        }

        return _due;
    }

    private void Ask(long now)
    {
        // At most one round: if all viewers wait for answers, this text is not sent.
        for (int tried = 0; tried < pool.Viewers.Count; tried++)
        {
            _next = (_next + 1) % pool.Viewers.Count;
            Viewer viewer = pool.Viewers[_next];
            if (viewer.IsHealthy && viewer.Phase == ViewerPhase.Open && viewer.AskedAt == 0)
            {
                if (pool.Send(viewer, Texts[_text]))
                {
                    viewer.AskedAt = now;
                    tally.Questions++;
                }

                _text = (_text + 1) % Texts.Length;
                return;
            }
        }
    }
}

/// <summary>The outcome of the chat texts. Each is answered, refused, or still open; the rest was lost.</summary>
/// <param name="Questions">Texts sent in the measurement, plus those that were open when it began.</param>
/// <param name="Answers">Answered by speech.</param>
/// <param name="Errors">Answered by an error message.</param>
/// <param name="Waiting">Sent so shortly before the end that an answer may be on its way (<see
/// cref="Patience"/>).</param>
internal sealed record TalkFigures(long Questions, long Answers, long Errors, long Waiting)
{
    /// <summary>The time after which a missing answer counts as lost.</summary>
    /// <remarks>2 s: a thousand times the usual latency.</remarks>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The number of texts that will never be answered.</summary>
    public long Lost => Questions - Answers - Errors - Waiting;
}
