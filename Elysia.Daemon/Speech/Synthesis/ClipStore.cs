using System.Security.Cryptography;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Keeps clips for a short time under names that cannot be guessed, until viewers have fetched them.</summary>
/// <remarks>Any thread; a lock guards a few pointers. Bounded by clips, bytes and age; beyond a bound the oldest clips
/// are dropped first.</remarks>
/// <param name="bytesMax">The maximum number of bytes of all clips together.</param>
/// <param name="keep">The time for which a clip can be fetched.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ClipStore(long bytesMax, TimeSpan keep, TimeProvider time)
{
    /// <summary>The path prefix of a clip's name.</summary>
    public const string Folder = "/speech/";

    /// <summary>The maximum number of clips, however small.</summary>
    public const int ClipsMax = 1_024;

    /// <summary>The maximum duration of a clip.</summary>
    /// <remarks>Unit: seconds. 90: a text of 1,000 characters in one sentence takes some 70.</remarks>
    public const int SecondsMax = 90;

    // 128 bits: a million guesses a second would find one of a thousand clips in 10^22 years.
    private const int NameBytes = 16;

    private const string Suffix = ".wav";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _byPath = new(StringComparer.Ordinal);
    private readonly Queue<Kept> _oldestFirst = new();
    private long _bytes;

    /// <summary>The number of clips that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                Forget(0);
                return _oldestFirst.Count;
            }
        }
    }

    /// <summary>Stores a clip.</summary>
    /// <returns>The clip with its path, or null if it is longer than a clip may be, or larger than all clips together may
    /// be.</returns>
    public SpeechClip? Keep(ReadOnlyMemory<byte> wav, TimeSpan duration)
    {
        if (wav.Length > bytesMax || duration.TotalSeconds > SecondsMax)
        {
            return null;
        }

        string path = Folder + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes)) + Suffix;
        lock (_lock)
        {
            Forget(wav.Length);
            var kept = new Kept(path, wav, time.GetTimestamp());
            _byPath.Add(path, kept);
            _oldestFirst.Enqueue(kept);
            _bytes += wav.Length;
        }

        return new SpeechClip(path, duration);
    }

    /// <summary>Returns the clip at a path, or null if it never existed or has expired.</summary>
    public ReadOnlyMemory<byte>? Find(string path)
    {
        lock (_lock)
        {
            Forget(0);

            // The cast matters: without it, null would become empty bytes.
            return _byPath.TryGetValue(path, out Kept? kept) ? kept.Wav : (ReadOnlyMemory<byte>?)null;
        }
    }

    // Drops expired clips, and the oldest ones until the incoming clip fits.
    private void Forget(long incoming)
    {
        while (_oldestFirst.TryPeek(out Kept? oldest)
            && (time.GetElapsedTime(oldest.At) > keep || _bytes + incoming > bytesMax
                || (incoming > 0 && _oldestFirst.Count >= ClipsMax)))
        {
            _oldestFirst.Dequeue();
            _byPath.Remove(oldest.Path);
            _bytes -= oldest.Wav.Length;
        }
    }

    private sealed record Kept(string Path, ReadOnlyMemory<byte> Wav, long At);
}
