using System.Net;

namespace Elysia.Admission.Limiting;

/// <summary>Counts the offences of each address and reports an address that persists, at most once a minute.</summary>
/// <remarks>Any thread. The table is bounded: when it is full, an address that has not offended for a minute is
/// replaced; if there is none, the new address is not counted.</remarks>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">The counters of offences by kind.</param>
/// <param name="report">Called with an address, its offences within the minute and the last of them; must not throw.</param>
internal sealed class Offenders(TimeProvider time, AdmissionCounters counters, Action<IPAddress, int, Offence> report)
{
    /// <summary>The number of offences within a minute at which an address is reported.</summary>
    /// <remarks>20: a viewer on a bad line that reconnects as documented (after 1 s, then longer) stays
    /// below.</remarks>
    public const int NamedFrom = 20;

    /// <summary>The maximum number of addresses that are remembered.</summary>
    /// <remarks>4,096: about 400 KB.</remarks>
    public const int MaxAddresses = 4096;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Record> _records = [];
    private long _lastScan = time.GetTimestamp();

    /// <summary>Records an offence of an address.</summary>
    /// <returns>Whether the address has been reported within this minute.</returns>
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

    /// <summary>The number of addresses that are remembered.</summary>
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
    /// <returns>The offences of this minute; 0 when the table is full.</returns>
    private int Count(IPAddress address)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            if (_records.Count >= MaxAddresses && !_records.ContainsKey(address) && !RemoveExpired(now))
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

    /// <summary>Removes addresses that have not offended for a minute; scans at most once a second.</summary>
    /// <returns>Whether the table has room now.</returns>
    private bool RemoveExpired(long now)
    {
        if (time.GetElapsedTime(_lastScan, now) < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        _lastScan = now;
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

/// <summary>The kinds of misbehaviour that are counted for an address. Honest clients commit each of them occasionally;
/// an address that does so repeatedly is named in the log.</summary>
internal enum Offence
{
    /// <summary>The address connected too often, or had too many connections.</summary>
    TooManyConnections,

    /// <summary>A request took too long to arrive.</summary>
    SlowRequest,

    /// <summary>A request exceeded the maximum size.</summary>
    EndlessRequest,

    /// <summary>A request for a WebSocket was not valid.</summary>
    BadUpgrade,

    /// <summary>A page of another site tried to connect.</summary>
    ForeignOrigin,

    /// <summary>The client kept sending messages far over its limit.</summary>
    MessageFlood,

    /// <summary>The connection was closed for what the client sent: a protocol violation, invalid text, a message that
    /// is too big, or too many fragments.</summary>
    BadMessage,

    /// <summary>The client presented an invalid token.</summary>
    BadToken,
}
