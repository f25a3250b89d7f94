using System.Reflection;

namespace Elysia.Hosting;

/// <summary>The version of this build.</summary>
internal static class Version
{
    /// <summary>The version in Directory.Build.props, with the commit if the build knew it.</summary>
    public static string Text { get; } = typeof(Version).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
