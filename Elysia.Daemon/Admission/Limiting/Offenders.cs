using System.Net;

namespace Elysia.Admission.Limiting;

/// <summary>Counts the offences of each source (an IPv4 address, or a /64 network of IPv6) and reports a source that
/// persists, at most once a minute.</summary>
/// <remarks>Any thread. The table is bounded: when it is full, a source that has not offended for a minute is replaced; if
/// there is none, the oldest source of the provider with most, so that a flood of networks of one provider leaves the
/// others counted.</remarks>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">The counters of offences by kind.</param>
/// <param name="report">Called with an address, its offences within the minute and the last of them; must not throw.</param>
internal sealed class Offenders(TimeProvider time, AdmissionCounters counters, Action<IPAddress, int, Offence> report)
{
    /// <summary>The number of offences within a minute at which an address is reported.</summary>
    /// <remarks>20: a viewer on a bad line that reconnects as documented (after 1 s, then longer) stays
    /// below.</remarks>
    public const int NamedFrom = 20;

    /// <summary>The maximum number of sources that are remembered.</summary>
    /// <remarks>4,096: about 800 KB.</remarks>
    public const int MaxAddresses = 4096;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Record> _records = [];
    private readonly FairShare<Record> _byProvider = new();
    private long _tidied = time.GetTimestamp();

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

    /// <summary>The number of sources that are remembered.</summary>
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
    /// <returns>The offences of this minute.</returns>
    private int Count(IPAddress address)
    {
        long now = time.GetTimestamp();
        var source = Source.From(address);
        lock (_lock)
        {
            if (!_records.TryGetValue(source, out Record? record))
            {
                record = new Record(source, Source.ProviderOf(address));
                MakeRoom(record.Provider, now);
                _records[source] = record;
                record.Place = _byProvider.Add(record.Provider, record);
            }

            if (record.Count == 0 || time.GetElapsedTime(record.Since, now) >= Window)
            {
                (record.Since, record.Count) = (now, 0);
            }

            return ++record.Count;
        }
    }

    private void MakeRoom(Source provider, long now)
    {
        if (_records.Count < MaxAddresses)
        {
            return;
        }

        // The scan runs at most once a second.
        if (time.GetElapsedTime(_tidied, now) >= TimeSpan.FromSeconds(1))
        {
            _tidied = now;
            foreach (Record record in _records.Values.Where(r => time.GetElapsedTime(r.Since, now) >= Window).ToArray())
            {
                Remove(record);
            }
        }

        if (_records.Count >= MaxAddresses)
        {
            LinkedList<Record> most = _byProvider.Items(_byProvider.GivesWayTo(provider));

            // One that has been named stays, so that it is not named again within the minute.
            Remove(most.FirstOrDefault(record => record.Count < NamedFrom) ?? most.First!.Value);
        }
    }

    private void Remove(Record record)
    {
        _records.Remove(record.Source);
        _byProvider.Remove(record.Provider, record.Place!);
    }

    private sealed class Record(Source source, Source provider)
    {
        public Source Source => source;

        public Source Provider => provider;

        public LinkedListNode<Record>? Place { get; set; }

        public long Since { get; set; }

        public int Count { get; set; }
    }
}

/// <summary>The kinds of misbehaviour that are counted for an address. Honest clients commit each of them occasionally;
/// an address that does so repeatedly is named in the log.</summary>
internal enum Offence
{
    /// <summary>The address connected too often.</summary>
    TooManyConnections,

    /// <summary>A request took too long to arrive.</summary>
    SlowRequest,

    /// <summary>A request exceeded the maximum size.</summary>
    EndlessRequest,

    /// <summary>A request for a WebSocket was not valid.</summary>
    BadUpgrade,

    /// <summary>A page of another site tried to connect. Counted, and held against nobody.</summary>
    ForeignOrigin,

    /// <summary>The client kept sending messages far over its limit.</summary>
    MessageFlood,

    /// <summary>The connection was closed for what the client sent: a protocol violation, invalid text, a message that
    /// is too big, or too many fragments.</summary>
    BadMessage,

    /// <summary>The client presented an invalid token.</summary>
    BadToken,
}
