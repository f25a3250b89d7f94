using Elysia.Conversation;
using Elysia.Memory;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Memory;

/// <summary>Whom she forgets when her memory is full.</summary>
[TestClass]
internal sealed class MemoryEvictionTests : IDisposable
{
    private static readonly MemoryBounds Wide = new(100, 1000, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Prune_FloodOfNewKeys_KeepsTokensAndThoseWhoCameBefore()
    {
        using MemoryStore store = Open();
        store.Keep("key:before", Turn(0));
        store.Keep("token:ann", Turn(0));
        for (int i = 0; i < 50; i++)
        {
            store.Keep($"key:{i}", Turn(1));
            store.Keep($"key:{i}", Turn(2));
        }

        Assert.AreEqual(98, store.Prune(Wide with { TurnsInAll = 4 }));
        Assert.HasCount(1, store.Recall("key:before", 6));
        Assert.HasCount(1, store.Recall("token:ann", 6));
        Assert.HasCount(2, store.Recall("key:0", 6));
        Assert.AreEqual(3, store.Prune(Wide with { TurnsInAll = 1 }));
        Assert.HasCount(1, store.Recall("token:ann", 6));
    }

    [TestMethod]
    public void Prune_KeysOfOneTime_KeepsTheLongTalk()
    {
        using MemoryStore store = Open();
        store.Keep("key:short", Turn(0));
        for (int i = 0; i < 20; i++)
        {
            store.Keep("key:long", Turn(i));
        }

        store.Prune(Wide with { TurnsInAll = 20 });
        Assert.HasCount(20, store.Turns("key:long").ToArray());
        Assert.IsEmpty(store.Recall("key:short", 6));
    }

    private static Turn Turn(int number) => new($"said {number}", $"answered {number}");

    private MemoryStore Open() =>
        MemoryFile.Open(_folder.Path, Wide, TimeProvider.System, (_, _) => Assert.Fail("It was set aside."));
}
