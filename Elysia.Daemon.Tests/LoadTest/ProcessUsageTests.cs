using Elysia.LoadTest.Load;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class ProcessUsageTests
{
    [TestMethod]
    public void Parse_NameWithParenthesesAndSpaces_CountsFromItsEnd()
    {
        const string Stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 9 0 100 200 300";
        ProcessUsage usage = ProcessUsage.Parse(Stat, "Name:\tx\nVmRSS:\t  1024 kB\nThreads:\t3\n")!;
        Assert.AreEqual(TimeSpan.FromSeconds(2), usage.Cpu);
        Assert.AreEqual(1024 * 1024, usage.ResidentBytes);
    }

    [TestMethod]
    public void Read_ThisProcess_HasMemory() => Assert.IsTrue(ProcessUsage.Read(Environment.ProcessId)!.ResidentBytes > 0);

    [TestMethod]
    public void Read_NoProcess_IsNull() => Assert.IsNull(ProcessUsage.Read(int.MaxValue));
}
