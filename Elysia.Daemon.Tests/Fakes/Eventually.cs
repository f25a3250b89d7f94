namespace Elysia.Tests.Fakes;

/// <summary>Waits for a fact, never for a while: looks again and again until it is so, and fails with the reason when it never
/// is.</summary>
internal static class Eventually
{
    /// <summary>Longest wait for anything: generous, because it is only ever spent by a test that fails.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Completes when the fact holds.</summary>
    /// <param name="fact">Looked at from one thread at a time.</param>
    /// <param name="because">What is expected, for the failure.</param>
    /// <param name="deadline">Another limit than <see cref="Deadline"/>.</param>
    public static async Task TrueAsync(Func<bool> fact, string because, TimeSpan? deadline = null)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (!fact())
        {
            if (time.GetElapsedTime(start) > (deadline ?? Deadline))
            {
                Assert.Fail($"Waited in vain: {because}");
            }

            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Completes when the fact holds that somebody has to be asked for.</summary>
    /// <param name="fact">Asked again and again.</param>
    /// <param name="because">What is expected, for the failure.</param>
    public static async Task TrueAsync(Func<Task<bool>> fact, string because)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (!await fact())
        {
            if (time.GetElapsedTime(start) > Deadline)
            {
                Assert.Fail($"Waited in vain: {because}");
            }

            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Completes with what a task brings; fails when it brings nothing in time.</summary>
    public static async Task<T> CompletesAsync<T>(Task<T> task, string because, TimeSpan? deadline = null)
    {
        try
        {
            return await task.WaitAsync(deadline ?? Deadline, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new AssertFailedException($"Waited in vain: {because}");
        }
    }
}
