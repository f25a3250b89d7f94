using System.Diagnostics;
using Elysia.Tests.Fakes.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs inside the daemon's process before its own first line, where DOTNET_STARTUP_HOOKS names this assembly, and gives
/// the daemon a <see cref="FaultyClock"/>: so that the real binary is seen to crash and to stand still.
/// </summary>
/// <remarks>.NET demands a class of this name without a namespace.</remarks>
#pragma warning disable CA1050, CS0436 // Elysia.Daemon.Bench has one of its own, as .NET wants; this is this assembly's.
internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
#pragma warning restore CA1050
{
    /// <summary>Called by .NET.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new StartupHook());

    /// <summary>Sees the host's listener come up.</summary>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    /// <summary>Sees the host being built and puts the clock in.</summary>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices((_, services) => services.AddSingleton<TimeProvider>(new FaultyClock()));
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }
}
