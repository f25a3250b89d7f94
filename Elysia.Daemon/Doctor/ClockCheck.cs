using System.Buffers.Binary;
using System.Globalization;
using Elysia.Interop;

namespace Elysia.Doctor;

/// <summary>Whether the machine's clock can be right: tokens expire by it, certificates are valid by it.</summary>
/// <param name="time">The clock.</param>
/// <param name="made">When this binary was put here: no right clock is before it.</param>
/// <param name="synchronised">Whether the kernel takes its clock for synchronised; null for unknown.</param>
internal sealed class ClockCheck(TimeProvider time, DateTimeOffset made, bool? synchronised) : ICheck
{
    private const string Subject = "clock";
    private const string Remedy = "sudo apt install systemd-timesyncd && timedatectl set-ntp true";

    /// <summary>Asks the kernel.</summary>
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
    public Task<IReadOnlyList<Finding>> LookAsync() => Task.FromResult<IReadOnlyList<Finding>>([Check()]);

    private Finding Check()
    {
        DateTimeOffset now = time.GetUtcNow();
        string text = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return now < made ? Finding.Problem(Subject, $"It is {text}, earlier than the day this Elysia was installed.", Remedy)
            : synchronised switch
            {
                true => Finding.Ok(Subject, $"It is {text}, and the kernel's clock is synchronised."),
                false => Finding.Warning(Subject, $"It is {text}, but nothing keeps the kernel's clock right.", Remedy),
                null => Finding.Warning(Subject, $"It is {text}; whether that is kept right is not known.", Remedy),
            };
    }
}
