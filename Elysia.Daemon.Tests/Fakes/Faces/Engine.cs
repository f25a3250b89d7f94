using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>An external engine that moves the whole face in every tick by the maximum amount.</summary>
internal static class Engine
{
    /// <summary>Pushes moods from one extreme to the other until a condition holds.</summary>
    /// <param name="client">A client with the permission to push.</param>
    /// <param name="isSo">The condition, checked after every push.</param>
    /// <param name="what">The condition in words, for the failure.</param>
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
