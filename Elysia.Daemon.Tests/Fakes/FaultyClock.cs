namespace Elysia.Tests.Fakes;

/// <summary>A clock that works for a while and then fails the tick thread as <see cref="Variable"/> says: crash or
/// stall.</summary>
public sealed class FaultyClock : TimeProvider
{
    /// <summary>The environment variable that says how it fails.</summary>
    public const string Variable = "TEST_CLOCK_FAULT";

    /// <summary>The value that makes it throw.</summary>
    public const string Crash = "crash";

    /// <summary>The value that makes it never return.</summary>
    public const string Stall = "stall";

    private const int GoodLooks = 40;

    private readonly string? _fault = Environment.GetEnvironmentVariable(Variable);
    private int _looks;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (Thread.CurrentThread.Name == "elysia-tick" && ++_looks > GoodLooks)
        {
            if (_fault == Crash)
            {
                throw new InvalidOperationException("The scripted bug.");
            }

            using var never = new ManualResetEventSlim();
            never.Wait();
        }

        return base.GetTimestamp();
    }
}
