namespace Elysia.Tests.Repository.Style;

/// <summary>Tests the rules of length, form and language on good and bad snippets.</summary>
[TestClass]
internal sealed class StyleScannerTests
{
    private const string Path = "Elysia.Daemon/State/X.cs";

    [TestMethod]
    [DataRow(300, 0)]
    [DataRow(301, 1)]
    public void FileLength_AroundTheLimit_FindsTheLonger(int lines, int found) =>
        Assert.HasCount(found, StyleScanner.FileLength(Path, Repeat("x\n", lines)));

    [TestMethod]
    [DataRow(130, 0)]
    [DataRow(131, 1)]
    public void LineLength_AroundTheLimit_FindsTheLonger(int columns, int found)
    {
        Finding[] findings = [.. StyleScanner.LineLength(Path, "a\r\n" + new string('x', columns) + "\r\nb")];
        Assert.HasCount(found, findings);
        Assert.IsTrue(findings.All(finding => finding.Line == 2));
    }

    [TestMethod]
    [DataRow(66, 0)]
    [DataRow(67, 1)]
    public void MemberLength_AroundTheLimit_FindsTheLonger(int statements, int found)
    {
        string body = Repeat("        if (a) { F(\"}\"); } // }\n", statements);
        string method = $"    [X]\n    void M(int a = 1)\n    {{\n{body}    }}\n";
        string code = $"class A\n{{\n    private int _a = 3;\n\n{method}\n    int N => 1;\n}}\n";
        Finding[] findings = [.. StyleScanner.MemberLength(Path, code)];
        Assert.HasCount(found, findings);
        Assert.IsTrue(findings.All(finding => finding.Line == 5), "The attribute belongs to the method.");
    }

    [TestMethod]
    public void MemberLength_LongExpressionBody_IsCountedToItsSemicolon()
    {
        string arms = Repeat("        1 => F(x switch { _ => 2 }),\n", 80);
        string code = $"class A\n{{\n    int M(int x) => x switch\n    {{\n{arms}    }};\n}}\n";
        Assert.HasCount(1, StyleScanner.MemberLength(Path, code));
    }

    [TestMethod]
    public void MemberLength_LongTableInAField_IsDataAndNotAMethod()
    {
        string rows = Repeat("        [1] = new() { 2 },\n", 80);
        string code = $"class A\n{{\n    static readonly D All = new D\n    {{\n{rows}    }}.ToFrozen();\n}}\n";
        Assert.IsEmpty(StyleScanner.MemberLength(Path, code));
    }

    [TestMethod]
    public void MemberLength_LongTypeOfShortMembers_IsFine()
    {
        string members = Repeat("    int M(int x)\n    {\n        return x;\n    }\n\n    int P { get; } = new() { 1 };\n", 60);
        string code = $"class A<T> where T : class\n{{\n    class B\n    {{\n{members}    }}\n}}\n";
        Assert.IsEmpty(StyleScanner.MemberLength(Path, code));
    }

    [TestMethod]
    [DataRow("namespace N;\npublic enum A { X }\npublic static class B { }", "A, B")]
    [DataRow("namespace N\n{\n    public record A(int X);\n    internal record struct B { }\n}", "A, B")]
    [DataRow("public delegate void A(); class B { class X { } }", "A, B")]
    public void FileName_OfNoneOfItsTypes_IsFound(string code, string names) =>
        Assert.Contains(names, StyleScanner.FileName("Elysia.Daemon/X.cs", code).Single().Message);

    [TestMethod]
    [DataRow("namespace N;\npublic enum A { X }\npublic static class X { }")]
    [DataRow("namespace N;\ninternal sealed class X<T> : B { }\nabstract class B { }")]
    [DataRow("// public class A { }")]
    [DataRow("[assembly: Y]")]
    public void FileName_OfOneOfItsTypes_IsFine(string code) =>
        Assert.IsEmpty(StyleScanner.FileName("Elysia.Daemon/X.cs", code));

    [TestMethod]
    [DataRow("// TODO: later", 1)]
    [DataRow("/* FIXME */", 1)]
    [DataRow("/// <remarks>TODO</remarks>", 1)]
    [DataRow("// TODO (#12): later", 0)]
    [DataRow("string s = \"TODO\";", 0)]
    [DataRow("// Todo lists are fine", 0)]
    public void Notes_WithoutAnIssue_AreFound(string code, int found) =>
        Assert.HasCount(found, StyleScanner.Notes(Path, code));

    [TestMethod]
    public void Notes_ScriptsAndStyles_AreSearchedWhole() =>
        Assert.HasCount(1, StyleScanner.Notes("packaging/x.sh", "# FIXME\n"));

    [TestMethod]
    [DataRow("#pragma warning disable CA1822", 1)]
    [DataRow("    #pragma warning disable", 1)]
    [DataRow("#pragma warning disable CA1822 // the interface wants an instance", 0)]
    [DataRow("// The interface wants an instance.\n#pragma warning disable CA1822", 0)]
    [DataRow("#pragma warning restore CA1822", 0)]
    public void Pragmas_WithoutAReason_AreFound(string code, int found) =>
        Assert.HasCount(found, StyleScanner.Pragmas(Path, code));

    [TestMethod]
    [DataRow("try { F(); } catch (System.Exception e) when (!stopping) { }", 1)]
    [DataRow("try { F(); }\ncatch (Exception e) when (e is not OutOfMemoryException)\n{\n}", 1)]
    [DataRow("try { F(); } catch (IOException e) { }", 0)]
    [DataRow("try { F(); } catch (Exception e) when (e is IOException or TimeoutException) { }", 0)]
    [DataRow("try { F(); } catch (Exception e) when (SocketFaults.IsExpected(e)) { }", 0)]
    [DataRow("// catch (Exception e) when (!stopping) { }", 0)]
    public void CatchFilters_WithoutATypeInThem_AreFound(string code, int found) =>
        Assert.HasCount(found, StyleScanner.CatchFilters(Path, code));

    [TestMethod]
    [DataRow("/// <summary>Who waits.</summary>", 1)]
    [DataRow("/// <summary>How long a viewer waits.</summary>", 1)]
    [DataRow("/// <param name=\"a\">What it waits for.</param>", 1)]
    [DataRow("/// <returns>What it found.</returns>", 1)]
    [DataRow("/// <summary>\n/// What it found.\n/// </summary>", 1)]
    [DataRow("int a; // What waits.", 1)]
    [DataRow("// Woken by\n// who waits.", 1)]
    [DataRow("/// <remarks>Ends it for who waits; who left stays.</remarks>", 2)]
    [DataRow("// It ends (who waits is told).", 1)]
    [DataRow("/// <summary>The maximum time a viewer waits.</summary>", 0)]
    [DataRow("// A viewer that waits, or a person who watches, decides what and how.", 0)]
    [DataRow("// Whether it waits.\n// Whoever it is.", 0)]
    [DataRow("string s = \"// Who waits, and who not\";", 0)]
    public void Subjects_HeadlessOrBareWho_AreFound(string code, int found) =>
        Assert.HasCount(found, StyleScanner.Subjects(Path, code));

    [TestMethod]
    public void Subjects_InALaterLine_NameThatLine() =>
        Assert.AreEqual(3, StyleScanner.Subjects(Path, "int a;\n// Woken by\n// who waits.\n").Single().Line);

    [TestMethod]
    public void Covers_ExcusedPlace_OnlyForItsRule()
    {
        (string rule, string path, _) = Exemptions.All[0];
        Assert.IsTrue(Exemptions.Covers(new Finding(rule, path, 1, "")));
        Assert.IsFalse(Exemptions.Covers(new Finding("another rule", path, 1, "")));
        Assert.IsFalse(Exemptions.Covers(new Finding(rule, "Elysia.Daemon/Other.cs", 1, "")));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
