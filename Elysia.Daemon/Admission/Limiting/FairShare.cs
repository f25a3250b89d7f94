using System.Diagnostics.CodeAnalysis;

namespace Elysia.Admission.Limiting;

/// <summary>Knows how much each source holds of something bounded, and which source holds most: that one gives way when the
/// bound is reached, so that no source can keep the others out.</summary>
/// <remarks>Not thread-safe: the owner of the bound has a lock. Every call takes the same time however many sources there
/// are. Bounded by its owner.</remarks>
/// <typeparam name="T">The type of what is held.</typeparam>
internal sealed class FairShare<T>
{
    private readonly Dictionary<Source, Holding> _holdings = [];

    // By the number that a source holds. In each list those that held more come first, and then those that came to hold so
    // many first.
    private readonly List<LinkedList<Holding>> _byCount = [new()];

    /// <summary>The number that all sources hold.</summary>
    public int Count { get; private set; }

    /// <summary>The number of sources that hold something.</summary>
    public int Sources => _holdings.Count;

    /// <summary>The number that the source holds that holds most.</summary>
    public int Most { get; private set; }

    /// <summary>The source that holds most. There must be one.</summary>
    public Source Greediest => _byCount[Most].First!.Value.Source;

    /// <summary>Returns the number that a source holds.</summary>
    public int Of(Source source) => _holdings.TryGetValue(source, out Holding? own) ? own.Items.Count : 0;

    /// <summary>Returns the items of a source, the oldest first. It must hold something.</summary>
    public LinkedList<T> Items(Source source) => _holdings[source].Items;

    /// <summary>The source whose item gives way when one more of <paramref name="source"/> is taken: the one that would hold
    /// most.</summary>
    public Source GivesWayTo(Source source) => Of(source) >= Most ? source : Greediest;

    /// <summary>Removes what gives way to one more of a source: its own oldest when it has its share, and the oldest of the
    /// source that holds most when all places are taken.</summary>
    /// <param name="source">The source.</param>
    /// <param name="max">The number of places.</param>
    /// <param name="maxOfSource">The share of a source.</param>
    /// <param name="gaveWay">The item that was removed.</param>
    /// <returns>False when there is room and nothing had to give way.</returns>
    public bool TryMakeRoom(Source source, int max, int maxOfSource, [MaybeNullWhen(false)] out T gaveWay)
    {
        bool isOwn = Of(source) >= maxOfSource;
        if (!isOwn && Count < max)
        {
            gaveWay = default;
            return false;
        }

        Source giver = isOwn ? source : GivesWayTo(source);
        LinkedListNode<T> oldest = Items(giver).First!;
        gaveWay = oldest.Value;
        return Remove(giver, oldest);
    }

    /// <summary>A source holds one more.</summary>
    /// <returns>Its place, for <see cref="Remove"/>.</returns>
    public LinkedListNode<T> Add(Source source, T item)
    {
        if (!_holdings.TryGetValue(source, out Holding? own))
        {
            _holdings[source] = own = new Holding(source);
            own.Place = _byCount[0].AddLast(own);
        }

        LinkedListNode<T> node = own.Items.AddLast(item);
        Count++;
        Detach(own).AddLast(own.Place!);
        Most = Math.Max(Most, own.Items.Count);
        return node;
    }

    /// <summary>A source holds one less.</summary>
    /// <returns>False when it was removed before.</returns>
    public bool Remove(Source source, LinkedListNode<T> place)
    {
        if (place.List is null)
        {
            return false;
        }

        Holding own = _holdings[source];
        own.Items.Remove(place);
        Count--;
        Detach(own).AddFirst(own.Place!);
        if (own.Items.Count == 0)
        {
            _byCount[0].Remove(own.Place!);
            _holdings.Remove(source);
        }

        while (Most > 0 && _byCount[Most].Count == 0)
        {
            Most--;
        }

        return true;
    }

    /// <returns>The list that a source belongs to now.</returns>
    private LinkedList<Holding> Detach(Holding own)
    {
        own.Place!.List!.Remove(own.Place);
        while (_byCount.Count <= own.Items.Count)
        {
            _byCount.Add(new LinkedList<Holding>());
        }

        return _byCount[own.Items.Count];
    }

    private sealed class Holding(Source source)
    {
        public Source Source => source;

        public LinkedList<T> Items { get; } = new();

        public LinkedListNode<Holding>? Place { get; set; }
    }
}
