using Elysia.Transport.HttpListening;

namespace Elysia.Doctor;

/// <summary>Checks that sockets can be taken out of HttpListener, as the daemon does at its start (decision
/// 0004).</summary>
/// <param name="time">The clock.</param>
internal sealed class TransportCheck(TimeProvider time) : ICheck
{
    private const string Subject = "transport";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        string? fault = await TransportSelfTest.FindFaultAsync(time).ConfigureAwait(false);
        return
        [
            fault is null ? Finding.Ok(Subject, "WebSockets can be taken out of HttpListener.")
                : Finding.Warning(Subject, $"WebSockets stay inside HttpListener: {fault}. Slow viewers will lag further "
                    + "behind and use more memory.",
                    "Use a package of Elysia, which contains the .NET runtime it was tested with."),
        ];
    }
}
