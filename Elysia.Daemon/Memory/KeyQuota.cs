using Elysia.Admission.Limiting;

namespace Elysia.Memory;

/// <summary>Limits the new keys and the turns of keys that one source may have stored. Anybody can make up keys, so without
/// this rate a single stranger would fill her memory.</summary>
/// <remarks>The task that owns the database only. Sources are sorted into <see cref="ConnectionLimits.Buckets"/> buckets, which
/// takes 256 KB however many there are.</remarks>
/// <param name="time">The daemon's clock.</param>
internal sealed class KeyQuota(TimeProvider time)
{
    /// <summary>New keys of a source that are stored at once; then <see cref="SecondsPerKey"/>.</summary>
    /// <remarks>Unit: keys. 256: as many as there may be connections of an address by default.</remarks>
    public const int KeysAtOnce = 256;

    /// <summary>Time in which one more new key of a source is stored.</summary>
    /// <remarks>60 s: 1,440 a day.</remarks>
    public const int SecondsPerKey = 60;

    /// <summary>Turns of a source that are stored at once; then one a second.</summary>
    /// <remarks>Unit: turns. 600: two of each of a crowd of 256.</remarks>
    public const int TurnsAtOnce = 600;

    private readonly TokenBucket[] _keys = new TokenBucket[ConnectionLimits.Buckets];
    private readonly TokenBucket[] _turns = new TokenBucket[ConnectionLimits.Buckets];

    /// <summary>Takes the share of a turn when there is room for it.</summary>
    /// <param name="source">The source of the speaker.</param>
    /// <param name="isNew">Whether nothing is stored of the key.</param>
    public bool TryTake(Source source, bool isNew)
    {
        int bucket = ConnectionLimits.BucketOf(source);
        (long now, long second) = (time.GetTimestamp(), time.TimestampFrequency);
        return _turns[bucket].TryTake(1, 1, TurnsAtOnce, now, second)
            && (!isNew || _keys[bucket].TryTake(SecondsPerKey, 1, KeysAtOnce * SecondsPerKey, now, second));
    }
}
