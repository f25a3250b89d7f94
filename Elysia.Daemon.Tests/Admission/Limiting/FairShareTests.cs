using System.Net;
using Elysia.Admission.Limiting;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Admission.Limiting;

/// <summary>Tests which addresses are one source, and that the source that holds most is always known.</summary>
[TestClass]
internal sealed class FairShareTests
{
    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1", true)]
    [DataRow("192.0.2.1", "192.0.2.2", false)]
    [DataRow("192.0.2.1", "::ffff:192.0.2.1", true)]
    [DataRow("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [DataRow("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [DataRow("::1", "127.0.0.1", false)]
    public void Of_TwoAddresses_AreOneSourceByTheirNetwork(string one, string other, bool same)
    {
        Assert.AreEqual(same, Source.From(IPAddress.Parse(one)) == Source.From(IPAddress.Parse(other)));
        Assert.AreEqual(same, Source.From("", IPAddress.Parse(one)) == Source.From("", IPAddress.Parse(other)));
        Assert.AreEqual(Source.From("ann", IPAddress.Parse(one)), Source.From("ann", IPAddress.Parse(other)));
        Assert.AreNotEqual(Source.From("ann", IPAddress.Parse(one)), Source.From("bob", IPAddress.Parse(one)));
    }

    [TestMethod]
    [DataRow("2001:db8:1::1", "2001:db8:ffff::1", true)]
    [DataRow("2001:db8::1", "2001:db9::1", false)]
    [DataRow("192.0.2.1", "192.0.2.2", false)]
    public void ProviderOf_TwoAddresses_AreOneByTheir32(string one, string other, bool same) =>
        Assert.AreEqual(same, Source.ProviderOf(IPAddress.Parse(one)) == Source.ProviderOf(IPAddress.Parse(other)));

    [TestMethod]
    public void Greediest_AnyHistory_IsTheOneThatHoldsMost() =>
        Prop.ForAll(Gen.Choose(0, 59).ArrayOf().ToArbitrary(), steps =>
        {
            var share = new FairShare<int>();
            var held = new Dictionary<Source, Queue<LinkedListNode<int>>>();
            foreach (int step in steps)
            {
                // Of six sources; one step in three gives something back.
                Source source = Source.From($"{step % 6}");
                held.TryAdd(source, new Queue<LinkedListNode<int>>());
                Queue<LinkedListNode<int>> own = held[source];
                if (step % 3 == 0 && own.TryDequeue(out LinkedListNode<int>? oldest))
                {
                    Assert.IsTrue(share.Remove(source, oldest));
                    Assert.IsFalse(share.Remove(source, oldest), "Nothing is removed twice.");
                }
                else
                {
                    own.Enqueue(share.Add(source, step));
                }

                int most = held.Values.Max(of => of.Count);
                Assert.AreEqual(held.Values.Sum(of => of.Count), share.Count);
                Assert.AreEqual(held.Values.Count(of => of.Count > 0), share.Sources);
                Assert.AreEqual(most, share.Most);
                Assert.AreEqual(own.Count, share.Of(source));
                Assert.IsTrue(most == 0 || held[share.Greediest].Count == most);
            }
        }).Check(Config.QuickThrowOnFailure);
}
