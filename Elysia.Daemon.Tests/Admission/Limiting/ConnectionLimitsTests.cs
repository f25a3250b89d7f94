using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Configuration;

namespace Elysia.Tests.Admission.Limiting;

/// <summary>Tests that the number and the rate of strangers' connections are limited, and that a swarm of addresses
/// costs no memory.</summary>
[TestClass]
internal sealed class ConnectionLimitsTests
{
    // The framework's limiter keeps its own clock: the rates are so low here that a test ends before anything is
    // replenished.
    private static readonly AdmissionSettings Slow = new() { ConnectRatePerAddress = 1, ConnectRate = 2, MaxPerAddress = 3 };
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.1");
    private static readonly IPAddress[] Others = [.. Enumerable.Range(2, 200).Select(i => IPAddress.Parse($"203.0.113.{i}"))];

    [TestMethod]
    public void TryEnter_OneAddress_IsLimitedUntilConnectionsEnd()
    {
        using var limits = new ConnectionLimits(Slow);
        Assert.AreEqual(ConnectionVerdict.Accept, limits.TryEnter(One, out IDisposable? first));
        Assert.AreEqual(ConnectionVerdict.Accept, limits.TryEnter(One, out _));
        Assert.AreEqual(ConnectionVerdict.Accept, limits.TryEnter(One, out _));
        Assert.AreEqual(ConnectionVerdict.TooManyOfAddress, limits.TryEnter(One, out IDisposable? none));
        Assert.IsNull(none);
        first!.Dispose();
        Assert.AreEqual(ConnectionVerdict.Accept, limits.TryEnter(One, out _));
    }

    [TestMethod]
    public void TryEnter_OneAddressRepeatedly_IsTooFastAndOthersAreNot()
    {
        using var limits = new ConnectionLimits(Slow);
        Assert.AreEqual(ConnectionVerdict.AddressTooFast, EnterAndLeave(limits, One, 30));
        IPAddress other = Others.First(o => ConnectionLimits.Bucket(o) != ConnectionLimits.Bucket(One));
        Assert.AreEqual(ConnectionVerdict.Accept, EnterAndLeave(limits, other, 1));
    }

    [TestMethod]
    public void TryEnter_ManyAddressesTogether_AreTooFast()
    {
        using var limits = new ConnectionLimits(Slow);
        var verdicts = Others.Select(o => EnterAndLeave(limits, o, 1)).ToList();
        Assert.AreEqual(ConnectionVerdict.TooFast, verdicts[^1]);
        Assert.IsGreaterThanOrEqualTo(20, verdicts.Count(v => v == ConnectionVerdict.Accept));
    }

    [TestMethod]
    public void TryEnter_Refused_KeepsNoSlot()
    {
        using var limits = new ConnectionLimits(Slow with { ConnectRatePerAddress = 100, ConnectRate = 1, MaxPerAddress = 20 });
        Assert.AreEqual(ConnectionVerdict.TooFast, EnterAndLeave(limits, One, 30));
        using var fast = new ConnectionLimits(Slow with { ConnectRatePerAddress = 100, ConnectRate = 100 });
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(ConnectionVerdict.Accept, EnterAndLeave(fast, One, 1), $"connection {i}");
        }
    }

    [TestMethod]
    public void TryEnter_MillionAddresses_CostsOnlyTheMemoryOfTheBuckets()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var limits = new ConnectionLimits(new AdmissionSettings { ConnectRate = 100_000 });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var bytes = new byte[16];
        for (int i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(bytes);
            if (limits.TryEnter(new IPAddress(bytes), out IDisposable? place) == ConnectionVerdict.Accept)
            {
                place!.Dispose();
            }
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.IsLessThan(32 * 1024 * 1024, grown, $"seed {seed}");
    }

    [TestMethod]
    public void Bucket_OneIPv6Network_IsOneBucket()
    {
        Assert.AreEqual(Bucket("2001:db8:1:2::1"), Bucket("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        Assert.AreEqual(Bucket("203.0.113.7"), Bucket("::ffff:203.0.113.7"));
        Assert.IsGreaterThan(150, Others.Select(ConnectionLimits.Bucket).Distinct().Count());
        Assert.IsTrue(Others.All(o => ConnectionLimits.Bucket(o) is >= 0 and < ConnectionLimits.Buckets));
    }

    private static int Bucket(string address) => ConnectionLimits.Bucket(IPAddress.Parse(address));

    /// <summary>Returns the last verdict of several connections, one after the other.</summary>
    private static ConnectionVerdict EnterAndLeave(ConnectionLimits limits, IPAddress address, int times)
    {
        ConnectionVerdict verdict = default;
        for (int i = 0; i < times; i++)
        {
            verdict = limits.TryEnter(address, out IDisposable? place);
            place?.Dispose();
        }

        return verdict;
    }
}
