using Elysia.Configuration;

namespace Elysia.Tests.Configuration;

/// <summary>Texts that are cut to a limit.</summary>
[TestClass]
internal sealed class BoundedTextTests
{
    [TestMethod]
    [DataRow("", 3, "")]
    [DataRow("abc", 3, "abc")]
    [DataRow("abcd", 3, "abc")]
    [DataRow("ab\U0001F600", 3, "ab")]
    [DataRow("ab\U0001F600", 4, "ab\U0001F600")]
    [DataRow("\U0001F600", 1, "")]
    public void Within_Limit_KeepsWholeCharacters(string text, int maxChars, string kept) =>
        Assert.AreEqual(kept, BoundedText.Within(text, maxChars));

    [TestMethod]
    [DataRow("abc", 3, "abc")]
    [DataRow("abcd", 3, "abc…")]
    [DataRow("ab\U0001F600!", 3, "ab…")]
    public void WithEllipsis_Limit_ShowsThatTextWasCut(string text, int maxChars, string shown) =>
        Assert.AreEqual(shown, BoundedText.WithEllipsis(text, maxChars));
}
