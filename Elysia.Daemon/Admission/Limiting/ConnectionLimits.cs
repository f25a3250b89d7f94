using System.Net;
using System.Threading.RateLimiting;
using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>Limits the number of connections that strangers may have, and the rate at which they may open them, in
/// total and per address.</summary>
/// <remarks>Any thread. A randomly seeded hash sorts addresses into a fixed number of buckets, so a swarm of addresses
/// costs no more memory than <see cref="Buckets"/> limiters; two addresses in one bucket share its limits.</remarks>
internal sealed class ConnectionLimits : IDisposable
{
    /// <summary>The maximum number of limiters of each kind.</summary>
    /// <remarks>16,384: with 1,000 addresses connected, one in sixteen shares its bucket; 6 MB when all are in
    /// use.</remarks>
    public const int Buckets = 16_384;

    /// <summary>The burst: new connections are allowed up to this many seconds' worth at once.</summary>
    public const int BurstSeconds = 10;

    private readonly TokenBucketRateLimiter _all;
    private readonly PartitionedRateLimiter<IPAddress> _rate;
    private readonly PartitionedRateLimiter<IPAddress> _open;

    /// <summary>Creates the limits; nothing is used up yet.</summary>
    public ConnectionLimits(AdmissionSettings settings)
    {
        _all = new TokenBucketRateLimiter(Rate(settings.ConnectRate, replenishes: true));
        TokenBucketRateLimiterOptions rate = Rate(settings.ConnectRatePerAddress, replenishes: false);
        var open = new ConcurrencyLimiterOptions { PermitLimit = settings.MaxPerAddress, QueueLimit = 0 };
        _rate = PartitionedRateLimiter.Create<IPAddress, int>(
            a => RateLimitPartition.GetTokenBucketLimiter(Bucket(a), _ => rate));
        _open = PartitionedRateLimiter.Create<IPAddress, int>(
            a => RateLimitPartition.GetConcurrencyLimiter(Bucket(a), _ => open));
    }

    /// <summary>Reserves a slot for a stranger's connection.</summary>
    /// <param name="address">The address that the connection comes from.</param>
    /// <param name="place">The slot; dispose it when the connection has ended. Null when the connection is
    /// refused.</param>
    public ConnectionVerdict TryEnter(IPAddress address, out IDisposable? place)
    {
        place = null;
        using RateLimitLease rate = _rate.AttemptAcquire(address);
        if (!rate.IsAcquired)
        {
            return ConnectionVerdict.AddressTooFast;
        }

        RateLimitLease open = _open.AttemptAcquire(address);
        if (!open.IsAcquired)
        {
            open.Dispose();
            return ConnectionVerdict.TooManyOfAddress;
        }

        using RateLimitLease all = _all.AttemptAcquire();
        if (!all.IsAcquired)
        {
            open.Dispose();
            return ConnectionVerdict.TooFast;
        }

        place = open;
        return ConnectionVerdict.Accept;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        _rate.Dispose();
        _open.Dispose();
    }

    /// <summary>Returns the bucket of an IPv4 address or of an IPv6 network.</summary>
    internal static int Bucket(IPAddress address) => BucketOf(Source.From(address));

    /// <summary>Returns the bucket of a source.</summary>
    internal static int BucketOf(Source source) => (int)((uint)HashCode.Combine(source) % Buckets);

    private static TokenBucketRateLimiterOptions Rate(int perSecond, bool replenishes) => new()
    {
        TokenLimit = perSecond * BurstSeconds,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = replenishes,
        QueueLimit = 0,
    };
}

/// <summary>Whether a connection is accepted, or why it is refused.</summary>
internal enum ConnectionVerdict
{
    /// <summary>The connection is accepted.</summary>
    Accept,

    /// <summary>503 with Retry-After: the maximum number of connections is reached, and none is half-open.</summary>
    NoRoom,

    /// <summary>503 with Retry-After: strangers together connect faster than the limit.</summary>
    TooFast,

    /// <summary>429 with Retry-After: the address has the maximum number of connections.</summary>
    TooManyOfAddress,

    /// <summary>429 with Retry-After: the address connects faster than its limit.</summary>
    AddressTooFast,
}
