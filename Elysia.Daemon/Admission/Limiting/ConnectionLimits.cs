using System.Net;
using System.Threading.RateLimiting;
using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>How many connections strangers may have and how fast they may make them, in all and per address.</summary>
/// <remarks>Any thread. Addresses are sorted into a fixed number of buckets by a hash nobody outside can foretell, so a swarm
/// of addresses costs no more memory than <see cref="Buckets"/> limiters; two that share a bucket share its limits.</remarks>
internal sealed class ConnectionLimits : IDisposable
{
    /// <summary>Limiters of each kind at most.</summary>
    /// <remarks>16,384: with 1,000 addresses connected, one in sixteen shares its bucket; 6 MB when all are in use.</remarks>
    public const int Buckets = 16_384;

    /// <summary>Seconds' worth of new connections that may come at once.</summary>
    public const int BurstSeconds = 10;

    private readonly TokenBucketRateLimiter _all;
    private readonly PartitionedRateLimiter<IPAddress> _rate;
    private readonly PartitionedRateLimiter<IPAddress> _open;

    /// <summary>Limits with everything still free.</summary>
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

    /// <summary>Takes a place for a connection of a stranger.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="place">The place; dispose it when the connection has ended. Null when there is none.</param>
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

    /// <summary>The bucket of an address: of an IPv4 address, or of an IPv6 network.</summary>
    internal static int Bucket(IPAddress address) => BucketOf(Source.Of(address));

    /// <summary>The bucket of a source.</summary>
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

/// <summary>Whether one more connection is taken, or why not.</summary>
internal enum ConnectionVerdict
{
    /// <summary>Taken.</summary>
    Accept,

    /// <summary>503 with Retry-After: there is no place for one more connection, and none is half-open.</summary>
    NoRoom,

    /// <summary>503 with Retry-After: strangers connect faster than all of them together may.</summary>
    TooFast,

    /// <summary>429 with Retry-After: the address has as many connections as one may have.</summary>
    TooManyOfAddress,

    /// <summary>429 with Retry-After: the address connects faster than one may.</summary>
    AddressTooFast,
}
