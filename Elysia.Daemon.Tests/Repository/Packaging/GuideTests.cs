using System.Text.RegularExpressions;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Packaging;

/// <summary>The deployment guide is the same in both languages, and quotes Elysia's real messages. Its commands are run
/// by `make test-system`.</summary>
[TestClass]
internal sealed partial class GuideTests
{
    private const int Chapters = 10;

    private readonly string _english = SourceTree.Read("docs/DEPLOYMENT.md");
    private readonly string _korean = SourceTree.Read("docs/DEPLOYMENT.ko.md");

    [TestMethod]
    public void Languages_HaveTheSameTenChapters()
    {
        string[] numbers = [.. Chapter().Matches(_english).Select(m => m.Groups[1].Value)];
        CollectionAssert.AreEqual(Enumerable.Range(1, Chapters).Select(n => $"{n}").ToArray(), numbers);
        CollectionAssert.AreEqual(numbers, Chapter().Matches(_korean).Select(m => m.Groups[1].Value).ToArray());
    }

    [TestMethod]
    public void Languages_HaveTheSameCommandsAndMessages()
    {
        string[] commands = [.. Block().Matches(_english).Select(m => m.Value)];
        Assert.IsNotEmpty(commands);
        CollectionAssert.AreEqual(commands, Block().Matches(_korean).Select(m => m.Value).ToArray());
        CollectionAssert.AreEqual(Messages(_english).ToArray(), Messages(_korean).ToArray());
    }

    [TestMethod]
    public void Failures_EachIsStagedByTheSystemTest()
    {
        string staged = SourceTree.Read("packaging/system/scenarios/25-failures.sh")
            + SourceTree.Read("packaging/system/scenarios/30-trouble.sh");
        string[] rows = [.. Failure().Matches(_english).Select(m => m.Groups[1].Value)];
        CollectionAssert.AreEqual(Enumerable.Range(1, rows.Length).Select(n => $"{n}").ToArray(), rows);
        Assert.IsGreaterThanOrEqualTo(10, rows.Length);
        foreach (string row in rows)
        {
            Assert.MatchesRegex($@"(?m) told {row}$", staged);
        }
    }

    [TestMethod]
    public void Messages_EachStandsInTheCode()
    {
        // The code does not contain the parts of a message that are filled in at run time, or messages of other
        // programs.
        string[] filled = ["1 error(s)", "127.0.0.1:8765", "(78)", "(69)", "(502)", "avatar.example.org", ": it has expired"];
        string[] others = ["Watchdog timeout"];
        IEnumerable<string> daemon = SourceTree.CSharp()
            .Where(f => f.Path.StartsWith("Elysia.Daemon/", StringComparison.Ordinal)).Select(f => Seam().Replace(f.Text, ""));
        string code = string.Concat(daemon) + SourceTree.Read("packaging/backup/elysia-backup");
        foreach (string message in Messages(_english).Except(others))
        {
            IEnumerable<string> parts = filled.Aggregate(
                (IEnumerable<string>)[message], (all, f) => all.SelectMany(p => p.Split(f)));
            foreach (string part in parts.Select(p => p.Trim()).Where(p => p.Length > 1))
            {
                StringAssert.Contains(code, part, StringComparison.Ordinal, message);
            }
        }
    }

    private static IEnumerable<string> Messages(string guide) =>
        Quoted().Matches(guide[guide.IndexOf("## 10.", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"(?m)(?:(?:journal|doctor|backup): |^\| )`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^## (\d+)\. ")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"(?ms)^```sh.*?^```$")]
    private static partial Regex Block();

    [GeneratedRegex(@"(?m)^\| (\d+)\. ")]
    private static partial Regex Failure();

    // A string that was split over two lines of code is joined.
    [GeneratedRegex("\"\\s*\\n\\s*\\+ \\$?\"")]
    private static partial Regex Seam();
}
