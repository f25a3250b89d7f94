using Elysia.Transport.HttpListening;

namespace Elysia.Doctor;

/// <summary>Whether sockets can be taken out of HttpListener, as the daemon tries at its start (decision 0004).</summary>
/// <param name="time">The clock.</param>
internal sealed class TransportCheck(TimeProvider time) : ICheck
{
    private const string Subject = "transport";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> LookAsync()
    {
        string? fault = await TransportSelfTest.FindFaultAsync(time).ConfigureAwait(false);
        return
        [
            fault is null ? Finding.Ok(Subject, "WebSockets can be taken out of HttpListener.")
                : Finding.Warning(Subject, $"WebSockets stay inside HttpListener: {fault}. Slow viewers will be less fresh and "
                    + "use more memory.", "Use a package of Elysia, whose runtime is the one that was tested."),
        ];
    }
}
