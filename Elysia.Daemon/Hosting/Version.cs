using System.Reflection;

namespace Elysia.Hosting;

/// <summary>Which Elysia this is.</summary>
internal static class Version
{
    /// <summary>The version as in Directory.Build.props, with the commit where the build knew it.</summary>
    public static string Text { get; } = typeof(Version).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
