using System.Diagnostics;
using Elysia.Admission.Limiting;

namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A clock that works for a while and then fails as <see cref="Variable"/> says: the tick thread by a crash or a
/// stall, or whoever handles a client's message by what a broken socket would throw as well.</summary>
internal sealed class FaultyClock : TimeProvider
{
    /// <summary>The environment variable that says how it fails.</summary>
    public const string Variable = "TEST_CLOCK_FAULT";

    /// <summary>The value that makes it throw.</summary>
    public const string Crash = "crash";

    /// <summary>The value that makes it never return.</summary>
    public const string Stall = "stall";

    /// <summary>The value that makes the handling of each message throw.</summary>
    public const string Message = "message";

    private const int GoodLooks = 40;

    private readonly string? _fault = Environment.GetEnvironmentVariable(Variable);
    private int _looks;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (_fault == Message)
        {
            return IsInMessage() ? throw new IOException("The scripted bug.") : base.GetTimestamp();
        }

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

    // The share of messages is looked at for each message and by nothing else.
    private static bool IsInMessage() =>
        new StackTrace().GetFrames().Any(frame => frame.GetMethod()?.DeclaringType == typeof(MessageRate));
}
