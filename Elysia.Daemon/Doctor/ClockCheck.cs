using System.Buffers.Binary;
using System.Globalization;
using Elysia.Interop;

namespace Elysia.Doctor;

/// <summary>Checks that the machine's clock can be right: tokens expire by it, and certificates are valid by
/// it.</summary>
/// <param name="time">The clock.</param>
/// <param name="made">The time at which this binary was installed: a correct clock is not before it.</param>
/// <param name="synchronised">Whether the kernel considers its clock synchronised; null if unknown.</param>
internal sealed class ClockCheck(TimeProvider time, DateTimeOffset made, bool? synchronised) : ICheck
{
    private const string Subject = "clock";
    private const string Remedy = "sudo apt install systemd-timesyncd && timedatectl set-ntp true";

    /// <summary>Asks the kernel whether its clock is synchronised; returns null if it cannot tell.</summary>
    public static unsafe bool? IsSynchronised()
    {
        Span<byte> timex = stackalloc byte[ClockCalls.TimexBytes];
        timex.Clear();
        try
        {
            fixed (byte* first = timex)
            {
                return ClockCalls.Adjust(first) < 0 ? null
                    : (BinaryPrimitives.ReadInt32LittleEndian(timex[ClockCalls.TimexStatusOffset..])
                        & ClockCalls.Unsynchronised) == 0;
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        DateTimeOffset now = time.GetUtcNow();
        string text = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return now < made ? Finding.Problem(Subject, $"It is {text}, but this version of Elysia was installed later.", Remedy)
            : synchronised switch
            {
                true => Finding.Ok(Subject, $"It is {text}, and the kernel's clock is synchronised."),
                false => Finding.Warning(Subject, $"It is {text}, but nothing synchronises the kernel's clock.", Remedy),
                null => Finding.Warning(Subject, $"It is {text}; whether the clock is synchronised is unknown.", Remedy),
            };
    }
}
