namespace Elysia.Tests.Fakes;

/// <summary>Waits for a condition instead of a fixed time: checks it repeatedly, and fails with the reason if it never
/// holds.</summary>
internal static class Eventually
{
    /// <summary>The maximum wait: generous, because only a failing test ever uses all of it.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Completes when a condition holds.</summary>
    /// <param name="fact">The condition; called by one thread at a time.</param>
    /// <param name="because">The expectation, for the failure.</param>
    /// <param name="deadline">A limit other than <see cref="Deadline"/>.</param>
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

    /// <summary>Completes when an asynchronous condition holds.</summary>
    /// <param name="fact">The condition; called repeatedly.</param>
    /// <param name="because">The expectation, for the failure.</param>
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

    /// <summary>Completes with the result of a task; fails if the task does not complete in time.</summary>
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
