using System.Diagnostics;
using Elysia.Tests.Fakes.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Runs inside the daemon's process before its first line, where DOTNET_STARTUP_HOOKS names this assembly, and gives
/// the daemon a <see cref="FaultyClock"/>, so that tests can watch the real binary crash and stall.
/// </summary>
/// <remarks>.NET requires a class of this name without a namespace.</remarks>
#pragma warning disable CA1050, CS0436 // Elysia.Daemon.Bench has one of its own, as .NET wants; this is this assembly's.
internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
#pragma warning restore CA1050
{
    /// <summary>Called by .NET.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new StartupHook());

    /// <summary>Subscribes to the host's listener.</summary>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    /// <summary>Replaces the clock while the host is being built.</summary>
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
