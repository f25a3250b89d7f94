using System.Text;
using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>Lets healthy viewers say something, in turn, at a steady rate over all of them. The loop's thread.</summary>
/// <remarks>A viewer that waits for an answer is passed over, so each has one question open and the answer is to that.</remarks>
/// <param name="pool">The connections.</param>
/// <param name="tally">What is counted.</param>
/// <param name="rateHz">Texts per second over all viewers; 0 for silence.</param>
internal sealed class TalkSchedule(ViewerPool pool, LoadTally tally, double rateHz)
{
    // Words of joy, sorrow and thought, and none of them: the face moves, in both languages.
    private static readonly byte[][] Texts = [.. ((string[])
        ["I am so happy to see you", "오늘은 조금 슬퍼요", "I think about what you said", "What a day", "정말 기뻐요"])
        .Select(text => ClientFrame.Encode(
            ServerFrame.Text, Encoding.UTF8.GetBytes($$"""{"type":"text","content":"{{text}}"}""")))];

    private readonly long _interval = rateHz > 0 ? (long)(1e9 / rateHz) : 0;
    private long _due = long.MaxValue;
    private int _next;
    private int _text;

    /// <summary>Starts to talk.</summary>
    public void Begin(long now) => _due = rateHz > 0 ? now + _interval : long.MaxValue;

    /// <summary>Says what is due.</summary>
    /// <returns>When something is due next.</returns>
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
        // At most once around: when all wait for answers, this question is not asked.
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

/// <summary>What became of the questions. Every question has an answer, a refusal, or is still waited for: the rest was
/// lost.</summary>
/// <param name="Questions">Asked in the window, with those that were open when it began.</param>
/// <param name="Answers">Answered by speech.</param>
/// <param name="Errors">Answered by an error.</param>
/// <param name="Waiting">Asked so shortly before the end that an answer may be on its way (<see cref="Patience"/>).</param>
internal sealed record TalkFigures(long Questions, long Answers, long Errors, long Waiting)
{
    /// <summary>An answer that has not come after this long is lost.</summary>
    /// <remarks>2 s: a thousand times the usual, on any machine.</remarks>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Questions nobody will ever answer.</summary>
    public long Lost => Questions - Answers - Errors - Waiting;
}
