using System.Text.RegularExpressions;

namespace Elysia.Tests.Tidy;

/// <summary>A call that this repository does without: what it looks like, where it is banned, and what to write
/// instead.</summary>
/// <param name="Name">What it is called in messages and in <see cref="Excused"/>.</param>
/// <param name="Instead">The replacement, for whoever reads the red test.</param>
/// <param name="Where">Which files it is banned from, by path.</param>
/// <param name="Find">The places in a file's code where it stands.</param>
internal sealed partial record BannedCall(
    string Name, string Instead, Func<string, bool> Where, Func<string, IEnumerable<int>> Find)
{
    private const string Clock = "take a TimeProvider and ask it";

    /// <summary>Every banned call.</summary>
    public static IReadOnlyList<BannedCall> All { get; } =
    [
        Of("DateTime.Now", Clock, Everywhere, @"\bDateTime\.(Now|UtcNow|Today)\b"),
        Of("DateTimeOffset.Now", Clock, Everywhere, @"\bDateTimeOffset\.(Now|UtcNow)\b"),
        Of("Environment.TickCount", Clock, Everywhere, @"\bEnvironment\.TickCount(64)?\b"),
        Of("Stopwatch", Clock, InDaemon, @"\bStopwatch\.(StartNew|GetTimestamp|GetElapsedTime)\b|\bnew Stopwatch\b"),
        Of("Channel.CreateUnbounded", "Channel.CreateBounded, its full mode argued", Everywhere, @"\bChannel\.CreateUnbounded\b"),
        Of("Thread.Sleep", "wait for a fact, or for a timer of the TimeProvider", Everywhere, @"\bThread\.Sleep\b"),
        Of("Console", "an event of Diagnostics; only Program.cs and Commands/ talk to the console", SpeaksByLog,
            @"(?<![\w.])(System\.)?Console\.\w"),
        new("Task.Delay", "Task.Delay(delay, timeProvider), or better: wait for a fact", Everywhere, DelaysWithoutClock),
        new("catch-all", "a catch that names what the world may do; our own bugs crash (architecture rule 6)", NotProgram,
            CatchAlls),
    ];

    /// <summary>Every place of a file where a banned call stands.</summary>
    public static IEnumerable<Finding> Scan(string path, string source)
    {
        string code = CSharpText.Of(source).Code;
        return
            from banned in All
            where banned.Where(path)
            from at in banned.Find(code)
            select new Finding(banned.Name, path, CSharpText.LineOf(code, at), $"instead: {banned.Instead}");
    }

    private static BannedCall Of(string name, string instead, Func<string, bool> where, string pattern) =>
        new(name, instead, where, code => Regex.Matches(code, pattern).Select(match => match.Index));

    private static bool Everywhere(string path) => true;

    private static bool InDaemon(string path) => path.StartsWith("Elysia.Daemon/", StringComparison.Ordinal);

    private static bool NotProgram(string path) => path != "Elysia.Daemon/Program.cs";

    private static bool SpeaksByLog(string path) =>
        InDaemon(path) && NotProgram(path) && !path.StartsWith("Elysia.Daemon/Commands/", StringComparison.Ordinal);

    private static IEnumerable<int> DelaysWithoutClock(string code) =>
        from match in Delay().Matches(code)
        let arguments = Arguments(code, match.Index + match.Length)
        where arguments.Count < 2 || !IsClock().IsMatch(arguments[1])
        select match.Index;

    /// <summary>Catches of anything: neither a filter that names types, nor a rethrow after tidying up.</summary>
    private static IEnumerable<int> CatchAlls(string code) =>
        from match in CatchAny().Matches(code)
        let filter = match.Groups["filter"].Value
        where !NamesTypes().IsMatch(filter) || filter.Contains("is not", StringComparison.Ordinal)
        let block = Enclosed(code, code.IndexOf('{', match.Index + match.Length - 1) + 1)
        where !Rethrow().IsMatch(block)
        select match.Index;

    /// <summary>The text up to the bracket that closes the one before <paramref name="start"/>.</summary>
    private static string Enclosed(string code, int start)
    {
        int end = start;
        for (int depth = 1; end < code.Length; end++)
        {
            depth += code[end] is '(' or '[' or '{' ? 1 : code[end] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return code[start..end];
    }

    private static List<string> Arguments(string code, int start)
    {
        List<string> arguments = [""];
        int depth = 0;
        foreach (char c in Enclosed(code, start))
        {
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (c == ',' && depth == 0)
            {
                arguments.Add("");
            }
            else
            {
                arguments[^1] += c;
            }
        }

        return arguments;
    }

    [GeneratedRegex(@"\bTask\.Delay\(")]
    private static partial Regex Delay();

    [GeneratedRegex(@"^\s*([\w.]*(time|clock)|TimeProvider\.System)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex IsClock();

    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception(\s+\w+)?\s*\)\s*(when\s*(?<filter>[^{]*))?)?\{")]
    private static partial Regex CatchAny();

    [GeneratedRegex(@"\bis\s+(\(|[A-Z])|\bIsExpected\(")]
    private static partial Regex NamesTypes();

    [GeneratedRegex(@"\bthrow\s*;")]
    private static partial Regex Rethrow();
}
