using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>An engine outside of the daemon that moves the whole face in every tick, as lively as it can be.</summary>
internal static class Engine
{
    /// <summary>Pushes moods from one end to the other until something is so.</summary>
    /// <param name="client">Who may push.</param>
    /// <param name="isSo">Asked after every push.</param>
    /// <param name="what">It, for the failure.</param>
    public static async Task MoveUntilAsync(Viewer client, Func<Task<bool>> isSo, string what)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        for (int i = 0; !await isSo(); i++)
        {
            Assert.IsLessThan(Eventually.Deadline * 4, time.GetElapsedTime(start), $"Never: {what}.");
            (string valence, string dominance) = i % 2 == 0 ? ("0.5", "0.7") : ("-0.5", "-0.7");
            await client.SendAsync(
                $$"""{"type":"mood","valence":{{valence}},"arousal":0.{{i % 10}},"dominance":{{dominance}}}""");
            await Task.Delay(TimeSpan.FromMilliseconds(9), time);
        }
    }
}
