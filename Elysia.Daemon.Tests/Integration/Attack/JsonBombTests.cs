using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Protocol.Messages;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Tests the cost of a message: a short answer, and memory in proportion to the message's length.</summary>
[TestClass]
internal sealed class JsonBombTests
{
    private const int ErrorMaxChars = 300;
    private const int AllocatedMaxShare = 4;
    private const int AllocatedMaxBase = 16 * 1024;

    public static IEnumerable<object[]> Names => JsonBomb.All.Select(b => new object[] { b.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Decode_Bomb_CostsNoMoreThanItsOwnLength(string name)
    {
        JsonBomb bomb = JsonBomb.All.Single(b => b.Name == name);
        _ = MessageDecoder.Decode(bomb.Utf8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        DecodeResult result = MessageDecoder.Decode(bomb.Utf8);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsLessThanOrEqualTo(Limits.MessageMaxBytes, bomb.Utf8.Length);
        Assert.IsLessThanOrEqualTo((AllocatedMaxShare * bomb.Utf8.Length) + AllocatedMaxBase, allocated);
        Assert.IsLessThanOrEqualTo(ErrorMaxChars, result.Error?.Length ?? 0);
    }
}
