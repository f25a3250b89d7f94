using Elysia.Admission.Limiting;
using Elysia.Diagnostics;

namespace Elysia.Admission;

/// <summary>How often somebody was not let in, or was not believed. Any thread writes, any thread reads.</summary>
internal sealed class AdmissionCounters
{
    private readonly EnumCounters<ConnectionVerdict> _verdicts = new();
    private readonly EnumCounters<Offence> _offences = new();
    private long _untrusted;
    private long _malformed;
    private long _evicted;
    private long _shortages;

    /// <summary>Requests with headers of a proxy from a peer that is not trusted.</summary>
    public long UntrustedProxyHeaders => Interlocked.Read(ref _untrusted);

    /// <summary>Requests through a trusted proxy whose headers named no client understandably.</summary>
    public long MalformedProxyHeaders => Interlocked.Read(ref _malformed);

    /// <summary>Half-open connections that gave way to newer ones.</summary>
    public long Evictions => Interlocked.Read(ref _evicted);

    /// <summary>How often the kernel had no descriptor or memory for one more connection.</summary>
    public long Shortages => Interlocked.Read(ref _shortages);

    /// <summary>Connections by what became of them.</summary>
    public long Of(ConnectionVerdict verdict) => _verdicts[verdict];

    /// <summary>Offences by kind.</summary>
    public long Of(Offence offence) => _offences[offence];

    internal long UntrustedProxyHeader() => Interlocked.Increment(ref _untrusted);

    internal void MalformedProxyHeader() => Interlocked.Increment(ref _malformed);

    internal void Evicted() => Interlocked.Increment(ref _evicted);

    internal void Shortage() => Interlocked.Increment(ref _shortages);

    internal void Judged(ConnectionVerdict verdict) => _verdicts.Increment(verdict);

    internal void Offended(Offence offence) => _offences.Increment(offence);
}
