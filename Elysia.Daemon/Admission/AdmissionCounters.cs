using Elysia.Admission.Limiting;
using Elysia.Diagnostics;

namespace Elysia.Admission;

/// <summary>Counts refused connections, offences and proxy headers that were not trusted. Any thread writes, any thread
/// reads.</summary>
internal sealed class AdmissionCounters
{
    private readonly EnumCounters<ConnectionVerdict> _verdicts = new();
    private readonly EnumCounters<Offence> _offences = new();
    private long _untrusted;
    private long _malformed;
    private long _evicted;
    private long _shortages;

    /// <summary>The number of requests with proxy headers whose peer is not a trusted proxy.</summary>
    public long UntrustedProxyHeaders => Interlocked.Read(ref _untrusted);

    /// <summary>The number of requests through a trusted proxy whose headers did not name a client
    /// unambiguously.</summary>
    public long MalformedProxyHeaders => Interlocked.Read(ref _malformed);

    /// <summary>The number of half-open connections that were closed to make room for newer ones.</summary>
    public long Evictions => Interlocked.Read(ref _evicted);

    /// <summary>The number of times that the kernel had no descriptor or memory for another connection.</summary>
    public long Shortages => Interlocked.Read(ref _shortages);

    /// <summary>The number of connections with a verdict.</summary>
    public long Of(ConnectionVerdict verdict) => _verdicts[verdict];

    /// <summary>The number of offences of a kind.</summary>
    public long Of(Offence offence) => _offences[offence];

    internal long UntrustedProxyHeader() => Interlocked.Increment(ref _untrusted);

    internal void MalformedProxyHeader() => Interlocked.Increment(ref _malformed);

    internal void Evicted() => Interlocked.Increment(ref _evicted);

    internal void Shortage() => Interlocked.Increment(ref _shortages);

    internal void Record(ConnectionVerdict verdict) => _verdicts.Increment(verdict);

    internal void Offended(Offence offence) => _offences.Increment(offence);
}
