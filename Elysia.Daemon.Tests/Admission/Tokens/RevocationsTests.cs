using Elysia.Admission.Tokens;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests revocation by file and by message; a broken file changes nothing.</summary>
[TestClass]
internal sealed class RevocationsTests
{
    [TestMethod]
    public void Reload_File_NamesTheRevoked()
    {
        using var file = new TempFile("# gone\nann\r\n\n  bob smith  \n#carl\n");
        var revocations = new Revocations(file.Path);
        Assert.IsNull(revocations.Reload());
        Assert.IsTrue(revocations.Contains("ann"));
        Assert.IsTrue(revocations.Contains("bob smith"));
        Assert.IsFalse(revocations.Contains("carl"));
        Assert.IsFalse(revocations.Contains("# gone"));

        file.Write("carl\n");
        Assert.IsNull(revocations.Reload());
        Assert.IsFalse(revocations.Contains("ann"));
        Assert.IsTrue(revocations.Contains("carl"));
    }

    [TestMethod]
    [DataRow("bob\na\u0007b\n", "line 2")]
    [DataRow("\ufffe", null)]
    public void Reload_BrokenFile_KeepsTheOldAndNamesTheLine(string text, string? where)
    {
        using var file = new TempFile("ann\n");
        var revocations = new Revocations(file.Path);
        Assert.IsNull(revocations.Reload());
        if (where is null)
        {
            File.WriteAllBytes(file.Path, [0xff, 0xfe, 0x41]);
        }
        else
        {
            file.Write(text);
        }

        StringAssert.Contains(revocations.Reload(), where ?? "UTF-8");
        Assert.IsTrue(revocations.Contains("ann"));
        Assert.IsFalse(revocations.Contains("bob"));
    }

    [TestMethod]
    public void Reload_FileIsGone_KeepsTheOld()
    {
        var file = new TempFile("ann\n");
        var revocations = new Revocations(file.Path);
        Assert.IsNull(revocations.Reload());
        file.Dispose();
        StringAssert.Contains(revocations.Reload(), "no such file");
        Assert.IsTrue(revocations.Contains("ann"));
    }

    [TestMethod]
    public void TryRevoke_Message_OutlivesTheFileAndIsBounded()
    {
        using var file = new TempFile("");
        var revocations = new Revocations(file.Path);
        Assert.IsTrue(revocations.TryRevoke("ann"));
        Assert.IsNull(revocations.Reload());
        Assert.IsTrue(revocations.Contains("ann"));

        int revoked = Enumerable.Range(0, Revocations.MessagesMax + 10).Count(n => revocations.TryRevoke($"s{n}"));
        Assert.AreEqual(Revocations.MessagesMax - 1, revoked);
        Assert.IsTrue(revocations.TryRevoke("ann"), "A subject that is already revoked takes no further entry.");
    }
}
