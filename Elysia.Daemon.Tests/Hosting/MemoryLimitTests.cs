using Elysia.Hosting;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Hosting;

/// <summary>The memory limit of a tree of control groups.</summary>
[TestClass]
internal sealed class MemoryLimitTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    [TestMethod]
    [DataRow("4294967296", "max", 4294967296L)]
    [DataRow("4294967296", "1073741824", 1073741824L)]
    [DataRow("max", "1073741824", 1073741824L)]
    [DataRow("1073741824", "4294967296", 1073741824L)]
    public void OfControlGroup_UnitInASlice_IsTheSmallestUpToTheRoot(string unit, string slice, long expected)
    {
        Write("system.slice/elysia-avatar.service", unit);
        Write("system.slice", slice);
        Assert.AreEqual(expected, MemoryLimit.OfControlGroup(_root.Path, ["0::/system.slice/elysia-avatar.service"]));
    }

    [TestMethod]
    public void OfControlGroup_NoLimit_IsNull()
    {
        Write("user.slice", "max");
        Assert.IsNull(MemoryLimit.OfControlGroup(_root.Path, ["0::/user.slice"]));
        Assert.IsNull(MemoryLimit.OfControlGroup(_root.Path, ["12:memory:/old"]));
    }

    [TestMethod]
    public void OfControlGroup_InAContainer_IsTheRootsLimit()
    {
        Write("", "536870912");
        Assert.AreEqual(536870912, MemoryLimit.OfControlGroup(_root.Path, ["0::/"]));
    }

    private void Write(string group, string limit)
    {
        Directory.CreateDirectory(_root.File(group));
        File.WriteAllText(Path.Combine(_root.File(group), "memory.max"), $"{limit}\n");
    }
}
