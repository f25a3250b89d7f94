using System.Text.RegularExpressions;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Fakes;

/// <summary>The JavaScript of the README, and the commands that run it.</summary>
internal static partial class ReadmeSnippet
{
    /// <summary>Returns the printed snippet with another port.</summary>
    public static string For(int port)
    {
        string snippet = Block().Matches(SourceTree.Read("README.md")).Single().Groups[1].Value;
        const string Printed = "127.0.0.1:8765";
        StringAssert.Contains(snippet, Printed, StringComparison.Ordinal);
        return snippet.Replace(Printed, $"127.0.0.1:{port}", StringComparison.Ordinal);
    }

    /// <summary>Returns the arguments of the command that the README prints for a version of node.</summary>
    public static string[] Arguments(int version)
    {
        Match line = Command().Matches(SourceTree.Read("README.md"))
            .Single(m => version >= 22 ? m.Groups[2].Value == "22" : m.Groups[2].Value == "20");
        return line.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    [GeneratedRegex(@"(?ms)^```js\n(.*?)^```$")]
    private static partial Regex Block();

    [GeneratedRegex(@"(?m)^(node .*\bface\.mjs) +# node (\d+)")]
    private static partial Regex Command();
}
