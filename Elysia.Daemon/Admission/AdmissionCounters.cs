using Elysia.Admission.Limiting;

namespace Elysia.Admission;

/// <summary>How often somebody was not let in, or was not believed. Any thread writes, any thread reads.</summary>
public sealed class AdmissionCounters
{
    private readonly long[] _verdicts = new long[Enum.GetValues<ConnectionVerdict>().Length];
    private readonly long[] _offences = new long[Enum.GetValues<Offence>().Length];
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
    public long Of(ConnectionVerdict verdict) => Interlocked.Read(ref _verdicts[(int)verdict]);

    /// <summary>Offences by kind.</summary>
    public long Of(Offence offence) => Interlocked.Read(ref _offences[(int)offence]);

    internal long UntrustedProxyHeader() => Interlocked.Increment(ref _untrusted);

    internal void MalformedProxyHeader() => Interlocked.Increment(ref _malformed);

    internal void Evicted() => Interlocked.Increment(ref _evicted);

    internal void Shortage() => Interlocked.Increment(ref _shortages);

    internal void Judged(ConnectionVerdict verdict) => Interlocked.Increment(ref _verdicts[(int)verdict]);

    internal void Offended(Offence offence) => Interlocked.Increment(ref _offences[(int)offence]);
}
