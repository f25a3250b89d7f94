using Microsoft.Extensions.DependencyInjection;

namespace Elysia.Hosting.Systemd;

/// <summary>Wires systemd into the host.</summary>
public static class SystemdHostBuilderExtensions
{
    /// <summary>Adds the notifier; without NOTIFY_SOCKET it says nothing, so it may always be added.</summary>
    public static IServiceCollection AddSystemd(this IServiceCollection services) =>
        services.AddSingleton(ServiceNotifier.FromEnvironment());
}
