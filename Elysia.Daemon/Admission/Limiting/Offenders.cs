using System.Net;

namespace Elysia.Admission.Limiting;

/// <summary>Counts the offences of each address, or /64 network of IPv6, and names, at most once a minute, the one that goes on
/// and on.</summary>
/// <remarks>Any thread. The table is bounded: when it is full, those that have not offended for a minute make place, and without
/// such a one the oldest of the provider with most, so that a flood of networks of one provider leaves the others
/// counted.</remarks>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">Where offences are counted by kind.</param>
/// <param name="report">Called with an address, its offences within the minute and the last of them; must not throw.</param>
internal sealed class Offenders(TimeProvider time, AdmissionCounters counters, Action<IPAddress, int, Offence> report)
{
    /// <summary>Offences within a minute from which on an address is named.</summary>
    /// <remarks>20: a viewer on a bad line that reconnects by the rules (1 s, then longer) stays below.</remarks>
    public const int NamedFrom = 20;

    /// <summary>Most sources that are remembered.</summary>
    /// <remarks>4,096: some 800 KB.</remarks>
    public const int MaxAddresses = 4096;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Record> _records = [];
    private readonly FairShare<Record> _byProvider = new();
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
        var source = Source.Of(address);
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

        // Looks no more than once a second.
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

/// <summary>What an address may be told off for. Honest clients do each of these now and then; who does them again and again is
/// named in the log.</summary>
internal enum Offence
{
    /// <summary>It connected too often.</summary>
    TooManyConnections,

    /// <summary>Its request took too long to arrive.</summary>
    SlowRequest,

    /// <summary>Its request had no end.</summary>
    EndlessRequest,

    /// <summary>It asked for a WebSocket in a way that is not one's.</summary>
    BadUpgrade,

    /// <summary>A page of another site tried to connect. Counted, and held against nobody.</summary>
    ForeignOrigin,

    /// <summary>It went on sending messages far over its share.</summary>
    MessageFlood,

    /// <summary>It was closed for what it sent: not the protocol, not text, too big, or in too many pieces.</summary>
    BadMessage,

    /// <summary>It presented a token that is not valid.</summary>
    BadToken,
}
