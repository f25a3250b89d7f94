using Elysia.Configuration;
using Elysia.Hosting;

namespace Elysia.Tests.Configuration;

/// <summary>There are never more connections than descriptors.</summary>
[TestClass]
internal sealed class DescriptorBudgetTests
{
    [TestMethod]
    [DataRow(65536L, 10_000, 10_000)]
    [DataRow(20_000L, 10_000, 10_000)]
    [DataRow(4096L, 10_000, 3072)]
    [DataRow(1024L, 10_000, 768)]
    [DataRow(1024L, 500, 500)]
    [DataRow(256L, 10_000, 56)]
    [DataRow(64L, 10_000, 1)]
    [DataRow(null, 10_000, 10_000)]
    public void Apply_Limit_KeepsTheReserveAndWarnsOfAReduction(long? limit, int configured, int expected)
    {
        (DaemonOptions options, string? warning) = DescriptorBudget.Apply(new DaemonOptions { MaxViewers = configured }, limit);
        Assert.AreEqual(expected, options.MaxViewers);
        Assert.AreEqual(configured != expected, warning is not null);
    }

    [TestMethod]
    [DataRow(65536L, 1000)]
    [DataRow(1024L, 116)]
    [DataRow(400L, 60)]
    [DataRow(64L, 60)]
    [DataRow(null, 1000)]
    public void Apply_Limit_ReservesDescriptorsForRequests(long? limit, int expected)
    {
        DaemonOptions options = DescriptorBudget.Apply(new DaemonOptions(), limit).Options;
        Assert.AreEqual(expected, options.Admission.MaxRequests);
    }

    [TestMethod]
    public void Parse_LinesOfTheKernel_ReturnsTheSoftLimit()
    {
        Assert.AreEqual(1024, OpenFiles.Parse(["Limit    Soft Limit",
            "Max open files            1024                 4096                 files"]));
        Assert.IsNull(OpenFiles.Parse(["Max open files            unlimited            unlimited            files"]));
        Assert.IsNull(OpenFiles.Parse([]));
        Assert.IsGreaterThan(0, OpenFiles.Limit() ?? 0);
    }
}
