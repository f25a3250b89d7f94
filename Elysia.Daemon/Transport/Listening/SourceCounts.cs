using System.Runtime.InteropServices;
using Elysia.Admission.Limiting;

namespace Elysia.Transport.Listening;

/// <summary>The number of connections of each source. Not thread-safe.</summary>
internal sealed class SourceCounts
{
    private readonly Dictionary<Source, int> _counts = [];

    /// <summary>The connections of a source.</summary>
    public int Of(Source source) => _counts.GetValueOrDefault(source);

    /// <summary>Counts one more.</summary>
    /// <returns>The new number of connections.</returns>
    public int Add(Source source) => ++CollectionsMarshal.GetValueRefOrAddDefault(_counts, source, out _);

    /// <summary>Counts one less.</summary>
    public void Remove(Source source)
    {
        if (--CollectionsMarshal.GetValueRefOrAddDefault(_counts, source, out _) <= 0)
        {
            _counts.Remove(source);
        }
    }
}
