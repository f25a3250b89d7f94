using System.Net;

namespace Elysia.Admission.Limiting;

/// <summary>Counts the offences of each address and names, at most once a minute, the one that goes on and on.</summary>
/// <remarks>Any thread. The table is bounded: when it is full, an address that has not offended for a minute makes place, and
/// without such a one the newcomer is not counted.</remarks>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">Where offences are counted by kind.</param>
/// <param name="report">Called with an address, its offences within the minute and the last of them; must not throw.</param>
internal sealed class Offenders(TimeProvider time, AdmissionCounters counters, Action<IPAddress, int, Offence> report)
{
    /// <summary>Offences within a minute from which on an address is named.</summary>
    /// <remarks>20: a viewer on a bad line that reconnects by the rules (1 s, then longer) stays below.</remarks>
    public const int NamedFrom = 20;

    /// <summary>Most addresses that are remembered.</summary>
    /// <remarks>4,096: some 400 KB.</remarks>
    public const int MaxAddresses = 4096;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Record> _records = [];
    private long _tidied = time.GetTimestamp();

    /// <summary>An address has done something it should not.</summary>
    /// <returns>Whether it has been named within the minute: it goes on and on.</returns>
    public bool Report(IPAddress address, Offence offence)
    {
        counters.Offended(offence);
        int count = Count(address);
        if (count == NamedFrom)
        {
            report(address, count, offence);
        }

        return count >= NamedFrom;
    }

    /// <summary>How many addresses are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>Counts an offence.</summary>
    /// <returns>The offences of this minute; 0 when there is no room to count them.</returns>
    private int Count(IPAddress address)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            if (_records.Count >= MaxAddresses && !_records.ContainsKey(address) && !Tidy(now))
            {
                return 0;
            }

            Record record = _records.GetValueOrDefault(address);
            if (record.Count == 0 || time.GetElapsedTime(record.Since, now) >= Window)
            {
                record = new Record(now, 0);
            }

            record = record with { Count = record.Count + 1 };
            _records[address] = record;
            return record.Count;
        }
    }

    /// <summary>Forgets who has not offended for a minute; looks no more than once a second.</summary>
    /// <returns>Whether there is room now.</returns>
    private bool Tidy(long now)
    {
        if (time.GetElapsedTime(_tidied, now) < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        _tidied = now;
        foreach ((IPAddress address, Record record) in _records)
        {
            if (time.GetElapsedTime(record.Since, now) >= Window)
            {
                _records.Remove(address);
            }
        }

        return _records.Count < MaxAddresses;
    }

    private readonly record struct Record(long Since, int Count);
}

/// <summary>What an address may be told off for. Honest clients do each of these now and then; who does them again and again is
/// named in the log.</summary>
internal enum Offence
{
    /// <summary>It connected too often, or had too many connections.</summary>
    TooManyConnections,

    /// <summary>Its request took too long to arrive.</summary>
    SlowRequest,

    /// <summary>Its request had no end.</summary>
    EndlessRequest,

    /// <summary>It asked for a WebSocket in a way that is not one's.</summary>
    BadUpgrade,

    /// <summary>A page of another site tried to connect.</summary>
    ForeignOrigin,

    /// <summary>It went on sending messages far over its share.</summary>
    MessageFlood,

    /// <summary>It was closed for what it sent: not the protocol, not text, too big, or in too many pieces.</summary>
    BadMessage,

    /// <summary>It presented a token that is not valid.</summary>
    BadToken,
}
