using System.Globalization;
using System.Text.RegularExpressions;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Tests that docs/RFC6455.md agrees with the table: the number of rows, the deviations and their
/// causes.</summary>
[TestClass]
internal sealed partial class PageOfTheTableTests
{
    private readonly string _page = SourceTree.Read("docs/RFC6455.md");

    [TestMethod]
    public void Page_Subjects_AreTheTablesWithTheirNumberOfRows()
    {
        string[] documented = Rows(SubjectRow());
        string[] known = [.. CaseTable.Subjects.Select(s => $"{s.Name}: {s.Cases.Count}")];
        CollectionAssert.AreEqual(known, documented, string.Join(", ", known));
        int total = CaseTable.Subjects.Sum(s => s.Cases.Count);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"**{total} cases**"), _page);
    }

    [TestMethod]
    public void Page_Deviations_AreTheCausesWithTheirNumberOfRows()
    {
        string[] documented = Rows(CauseRow());
        string[] known = [.. Cause.All.Select(cause => $"{cause.Name}: {RowsOf(cause)}")];
        CollectionAssert.AreEquivalent(known, documented, string.Join(", ", known));
    }

    [TestMethod]
    public void Table_Names_AreUniqueInTheirSubject()
    {
        foreach (Subject subject in CaseTable.Subjects)
        {
            string[] names = [.. subject.Cases.Select(c => c.Name)];
            CollectionAssert.AllItemsAreUnique(names, subject.Name);
        }
    }

    private string[] Rows(Regex row) =>
        [.. row.Matches(_page).Select(m => $"{m.Groups["name"].Value}: {m.Groups["count"].Value}")];

    private static int RowsOf(Cause cause) => CaseTable.Subjects.SelectMany(s => s.Cases).Count(c => c.Deviation?.Cause == cause);

    [GeneratedRegex(@"^\| (?<name>[a-z ]+) \| (?<count>[0-9]+) \| [^|\n]+ \| [^|\n]+ \|$", RegexOptions.Multiline)]
    private static partial Regex SubjectRow();

    [GeneratedRegex(@"^\| \*\*(?<name>[a-z ]+)\*\* \| (?<count>[0-9]+) \|", RegexOptions.Multiline)]
    private static partial Regex CauseRow();
}
