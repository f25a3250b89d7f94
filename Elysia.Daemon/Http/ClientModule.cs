using System.Text;
using System.Text.RegularExpressions;

namespace Elysia.Http;

/// <summary>Joins the client's modules into the one module that other pages import. Pure; runs once, at
/// startup.</summary>
/// <remarks>The modules are written separately because each is one concept, and served as one so that a page needs to
/// copy only one file. Each import is a single line and no two modules use the same name, which a test
/// checks.</remarks>
internal static partial class ClientModule
{
    /// <summary>The module that pages import, which is also the name of the joined file.</summary>
    public const string Name = "elysia-client.js";

    /// <summary>Joins all modules into one.</summary>
    /// <param name="sources">The source text of each module by name.</param>
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
