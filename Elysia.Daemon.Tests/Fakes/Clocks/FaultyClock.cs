using System.Diagnostics;
using Elysia.Admission.Limiting;

namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A clock that works for a while and then fails in the way that <see cref="Variable"/> selects: the tick
/// thread by a crash or a stall, or the handling of a client's message by an exception that a broken socket could throw
/// as well.</summary>
internal sealed class FaultyClock : TimeProvider
{
    /// <summary>The environment variable that selects the fault.</summary>
    public const string Variable = "TEST_CLOCK_FAULT";

    /// <summary>The value with which the clock throws.</summary>
    public const string Crash = "crash";

    /// <summary>The value with which the clock never returns.</summary>
    public const string Stall = "stall";

    /// <summary>The value with which the handling of each message throws.</summary>
    public const string Message = "message";

    private const int ReadsBeforeFault = 40;

    private readonly string? _fault = Environment.GetEnvironmentVariable(Variable);
    private int _looks;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (_fault == Message)
        {
            return IsInMessage() ? throw new IOException("The scripted bug.") : base.GetTimestamp();
        }

        if (Thread.CurrentThread.Name == "elysia-tick" && ++_looks > ReadsBeforeFault)
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

    // Only the rate limit of messages reads the clock here, once per message.
    private static bool IsInMessage() =>
        new StackTrace().GetFrames().Any(frame => frame.GetMethod()?.DeclaringType == typeof(MessageRate));
}
