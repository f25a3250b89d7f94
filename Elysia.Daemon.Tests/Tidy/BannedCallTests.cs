namespace Elysia.Tests.Tidy;

/// <summary>The scanner itself: that each rule can fail, that it names the replacement, and that it sees code only.</summary>
[TestClass]
public sealed class BannedCallTests
{
    private const string Daemon = "Elysia.Daemon/Ticking/X.cs";
    private const string Tests = "Elysia.Daemon.Tests/X.cs";

    [TestMethod]
    [DataRow("DateTime.Now", "var t = DateTime.UtcNow;", "TimeProvider")]
    [DataRow("DateTime.Now", "var t = System.DateTime.Today;", "TimeProvider")]
    [DataRow("DateTimeOffset.Now", "var t = DateTimeOffset.Now;", "TimeProvider")]
    [DataRow("Environment.TickCount", "long t = Environment.TickCount64;", "TimeProvider")]
    [DataRow("Stopwatch", "var w = Stopwatch.StartNew();", "TimeProvider")]
    [DataRow("Stopwatch", "long t = Stopwatch.GetTimestamp();", "TimeProvider")]
    [DataRow("Channel.CreateUnbounded", "var c = Channel.CreateUnbounded<int>();", "Channel.CreateBounded")]
    [DataRow("Thread.Sleep", "Thread.Sleep(5);", "wait for a fact")]
    [DataRow("Console", "Console.WriteLine();", "Diagnostics")]
    [DataRow("Console", "System.Console.Error.Write(1);", "Diagnostics")]
    [DataRow("Task.Delay", "await Task.Delay(50);", "timeProvider")]
    [DataRow("Task.Delay", "await Task.Delay(TimeSpan.FromSeconds(Max(1, 2)), stopping);", "timeProvider")]
    [DataRow("catch-all", "try { F(); } catch (Exception) { }", "rule 6")]
    [DataRow("catch-all", "try { F(); } catch (Exception e) { Log(e); }", "rule 6")]
    [DataRow("catch-all", "try { F(); } catch { }", "rule 6")]
    [DataRow("catch-all", "try { F(); }\ncatch\n{\n}", "rule 6")]
    [DataRow("catch-all", "try { F(); } catch (System.Exception e) when (!stopping) { }", "rule 6")]
    [DataRow("catch-all", "try { F(); } catch (Exception e) when (e is not OutOfMemoryException) { }", "rule 6")]
    public void Scan_BannedCall_IsFoundAndItsReplacementNamed(string name, string code, string instead)
    {
        Finding[] findings = [.. BannedCall.Scan(Daemon, code)];
        Assert.HasCount(1, findings);
        Assert.AreEqual(name, findings[0].Rule);
        Assert.Contains(instead, findings[0].ToString());
    }

    [TestMethod]
    [DataRow("DateTimeOffset now = time.GetUtcNow();")]
    [DataRow("await Task.Delay(delay, time, stopping);")]
    [DataRow("await Task.Delay(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);")]
    [DataRow("await Task.Delay(Of(1, 2), TimeProvider.System, stopping);")]
    [DataRow("await Task.Delay(delay, _options.Clock);")]
    [DataRow("using Microsoft.Extensions.Logging.Console;")]
    [DataRow("logging.AddConsole();")]
    [DataRow("try { F(); } catch (IOException e) { }")]
    [DataRow("try { F(); } catch (Exception e) when (e is IOException or TimeoutException) { }")]
    [DataRow("try { F(); } catch (Exception e) when (SocketFaults.IsExpected(e)) { }")]
    [DataRow("try { F(); } catch { G(); throw; }")]
    [DataRow("// DateTime.Now is banned")]
    [DataRow("/* Thread.Sleep(1); */")]
    [DataRow("/// <summary>Not <c>Console.WriteLine</c>.</summary>")]
    [DataRow("string s = \"Thread.Sleep(1);\";")]
    public void Scan_CodeAsItShouldBe_IsLeftAlone(string code) => Assert.IsEmpty(BannedCall.Scan(Daemon, code));

    [TestMethod]
    public void Scan_CallInsideOfAnInterpolation_IsFound() =>
        Assert.HasCount(1, BannedCall.Scan(Daemon, "string s = $\"{DateTime.Now:u} and {{DateTime.Now}}\";"));

    [TestMethod]
    [DataRow("Elysia.Daemon/Program.cs", "Console.Error.Write(1); try { } catch (Exception e) { }")]
    [DataRow("Elysia.Daemon/Commands/X.cs", "Console.Out.Write(1);")]
    [DataRow(Tests, "var w = Stopwatch.StartNew(); Console.Write(1);")]
    public void Scan_WhereItIsAllowed_IsLeftAlone(string path, string code) => Assert.IsEmpty(BannedCall.Scan(path, code));

    [TestMethod]
    public void Scan_TestCode_MayNotSleepEither() => Assert.HasCount(1, BannedCall.Scan(Tests, "Thread.Sleep(1);"));

    [TestMethod]
    public void Scan_Finding_NamesFileAndLine() =>
        Assert.StartsWith(
            "Elysia.Daemon/Ticking/X.cs:3: ", BannedCall.Scan(Daemon, "a\nb\nThread.Sleep(1);").Single().ToString());

    [TestMethod]
    public void Covers_ExcusedPlace_OnlyForItsRule()
    {
        Assert.IsTrue(Excused.Covers(new Finding("catch-all", "Elysia.Daemon/Daemon.cs", 1, "")));
        Assert.IsFalse(Excused.Covers(new Finding("Console", "Elysia.Daemon/Daemon.cs", 1, "")));
        Assert.IsFalse(Excused.Covers(new Finding("catch-all", "Elysia.Daemon/Other.cs", 1, "")));
    }
}
