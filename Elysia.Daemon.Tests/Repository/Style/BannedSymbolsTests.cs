using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Elysia.Tests.Repository.Style;

/// <summary>Banned calls fail the build (RS0030). Tests that the analyzer runs everywhere, and that each line bans an
/// existing symbol.</summary>
[TestClass]
internal sealed partial class BannedSymbolsTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    [TestMethod]
    public void Analyzer_EveryProject_RunsItAndItsFindingsAreErrors()
    {
        string config = SourceTree.Read(".editorconfig");
        Assert.Contains("\ndotnet_diagnostic.RS0030.severity = error\n", config);
        Assert.Contains("\ndotnet_diagnostic.CA1031.severity = error\n", config);
        Assert.Contains("<AdditionalFiles Include=\"$(MSBuildThisFileDirectory)BannedSymbols.txt\"",
            SourceTree.Read("Directory.Build.props"));
        Assert.Contains("<GlobalPackageReference Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"",
            SourceTree.Read("Directory.Packages.props"));
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.Daemon.txt\"",
            SourceTree.Read("Elysia.Daemon/Elysia.Daemon.csproj"));
        foreach ((string path, string text) in SourceTree.Files(".csproj", ".props", ".editorconfig"))
        {
            bool isRoot = path is "Directory.Build.props" or "Directory.Packages.props" or ".editorconfig";
            Assert.IsTrue(isRoot || !Path.GetFileName(path).StartsWith("Directory.", StringComparison.Ordinal), path);
            Assert.DoesNotContain("RS0030", isRoot ? "" : text, $"{path} must not switch the bans off.");
        }
    }

    [TestMethod]
    [DataRow("BannedSymbols.txt")]
    [DataRow("Elysia.Daemon/BannedSymbols.Daemon.txt")]
    public void Symbols_EachLine_BansWhatExistsAndSaysWhatToWriteInstead(string path)
    {
        foreach (string line in Lines(path))
        {
            Match parts = Line().Match(line);
            Assert.IsTrue(parts.Success, $"{line}: must have a kind, a symbol and a reason");
            string symbol = parts.Groups["symbol"].Value;
            string owner = parts.Groups["kind"].Value == "T" ? symbol : Owner().Match(symbol).Groups[1].Value;
            Type? type = new[] { typeof(object), typeof(Console), typeof(Channel), typeof(System.Diagnostics.Stopwatch) }
                .Select(known => known.Assembly.GetType(owner)).FirstOrDefault(found => found is not null);
            Assert.IsNotNull(type, $"{line}: there is no type {owner}");
            string[] members = [.. type.GetProperties(All).Select(p => $"{owner}.{p.Name}"), .. type.GetMethods(All).Select(Id)];
            Assert.IsTrue(owner == symbol || members.Contains(symbol), $"{line}: {owner} has no such member");
        }
    }

    [TestMethod]
    public void Symbols_EveryOverloadWithoutAClock_IsBanned()
    {
        string text = string.Join('\n', Lines("BannedSymbols.txt"));
        IEnumerable<MethodInfo> methods =
        [
            .. typeof(Task).GetMethods().Where(m => m.Name == nameof(Task.Delay)),
            .. typeof(Thread).GetMethods().Where(m => m.Name == nameof(Thread.Sleep)),
            .. typeof(Channel).GetMethods().Where(m => m.Name.StartsWith("CreateUnbounded", StringComparison.Ordinal)),
        ];
        foreach (MethodInfo method in methods.Where(m => m.GetParameters().All(p => p.ParameterType != typeof(TimeProvider))))
        {
            Assert.Contains($"M:{Id(method)};", text);
        }
    }

    private static string[] Lines(string path) =>
        SourceTree.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns the documentation id of a method in the analyzer's form.</summary>
    private static string Id(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        string parameters = string.Join(',', method.GetParameters().Select(p => Id(p.ParameterType)));
        return $"{method.DeclaringType!.FullName}.{method.Name}{generic}{(parameters.Length > 0 ? $"({parameters})" : "")}";
    }

    private static string Id(Type type) =>
        type.IsGenericMethodParameter ? $"``{type.GenericParameterPosition}"
        : type.IsGenericType
            ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Id))}}}"
        : type.FullName!;

    [GeneratedRegex(@"^(?<kind>[TMP]):(?<symbol>[^;]+); \S.+$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^([\w.]+)\.\w+(``|\(|$)")]
    private static partial Regex Owner();
}
