using System.Text;
using System.Text.RegularExpressions;

namespace Elysia.Http;

/// <summary>Joins the modules of the client into the one that other pages import. Pure; at the start, once.</summary>
/// <remarks>They are written apart because each is one thing, and served as one because whoever copies it copies one file.
/// Their imports stand in single lines and no two of them use a name twice, which a test sees to.</remarks>
internal static partial class ClientModule
{
    /// <summary>The module that is imported, and the name under which all are served.</summary>
    public const string Name = "elysia-client.js";

    /// <summary>One module of all.</summary>
    /// <param name="sources">Their texts by name.</param>
    public static string Join(IReadOnlyDictionary<string, string> sources)
    {
        var joined = new StringBuilder();
        Add(Name, sources, [], joined);
        return joined.ToString();
    }

    private static void Add(
        string name, IReadOnlyDictionary<string, string> sources, HashSet<string> added, StringBuilder joined)
    {
        if (!added.Add(name))
        {
            return;
        }

        string source = sources[name];
        foreach (Match import in Import().Matches(source))
        {
            Add(import.Groups["name"].Value, sources, added, joined);
        }

        string own = Import().Replace(source, "");
        joined.Append(name == Name ? own : Export().Replace(own, "")).Append('\n');
    }

    [GeneratedRegex(@"^import .* from '\./(?<name>[\w.-]+)';\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=class|const|function)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
