namespace Elysia.Tests.Repository.Style;

[TestClass]
internal sealed class CSharpTextTests
{
    [TestMethod]
    [DataRow("a // b\nc", "a\nc")]
    [DataRow("a /* b\n } */ c", "a\nc")]
    [DataRow("a \"x // { \\\" y\" b", "a b")]
    [DataRow("a @\"x \"\" \\\" b", "a b")]
    [DataRow("a '\"' b '\\'' c", "a b c")]
    [DataRow("a \"\" b", "a b")]
    [DataRow("a \"\"\"x \" \"\" { // \"\"\" b", "a b")]
    [DataRow("a \"\"\"\"x \"\"\" y\"\"\"\" b", "a b")]
    [DataRow("a $\"x {h} {{no}} {g(\"}\")} y\" b", "a h g( ) b")]
    [DataRow("a $@\"x {h} \"\" {{no}}\" b", "a h b")]
    [DataRow("a $\"\"\"x {h} \"\"\" b", "a h b")]
    [DataRow("a $$\"\"\"x {no} {{h}} {{{h2}}} \"\"\" b", "a h h2 b")]
    [DataRow("#pragma warning disable X\na", "a")]
    [DataRow("#if A\n#endif", "")]
    [DataRow("a \"x\"u8 b", "a u8 b")]
    public void Code_LiteralsAndComments_AreBlank(string source, string expected) =>
        Assert.AreEqual(Squeeze(expected), Squeeze(CSharpText.Parse(source).Code));

    [TestMethod]
    public void CodeAndComments_AnySource_KeepLengthAndLines()
    {
        foreach ((string path, string text) in SourceTree.CSharp())
        {
            var parts = CSharpText.Parse(text);
            Assert.AreEqual(text.Length, parts.Code.Length, path);
            Assert.AreEqual(text.Count(c => c == '\n'), parts.Code.Count(c => c == '\n'), path);
            Assert.AreEqual(parts.Code.Count(c => c == '{'), parts.Code.Count(c => c == '}'), $"{path}: braces differ");
            Assert.AreEqual(parts.Code.Count(c => c == '('), parts.Code.Count(c => c == ')'), $"{path}: parentheses differ");
        }
    }

    [TestMethod]
    public void Comments_AnySource_AreTheCommentsAlone() =>
        Assert.AreEqual("// b /* d */", Squeeze(CSharpText.Parse("a // b\nc /* d */ \"// e\"").Comments));

    [TestMethod]
    public void LineOf_Place_CountsFromOne()
    {
        Assert.AreEqual(1, CSharpText.LineOf("a\nb", 0));
        Assert.AreEqual(2, CSharpText.LineOf("a\nb", 2));
    }

    private static string Squeeze(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
