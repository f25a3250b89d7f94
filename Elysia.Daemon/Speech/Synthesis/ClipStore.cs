using System.Security.Cryptography;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Clips on their way to those who hear them: kept for a short while under names nobody can guess.</summary>
/// <remarks>Any thread; a lock guards a few pointers. Bounded by clips, bytes and age: what is over goes, the oldest
/// first.</remarks>
/// <param name="bytesMax">Most bytes of all clips together.</param>
/// <param name="keep">How long a clip can be fetched.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ClipStore(long bytesMax, TimeSpan keep, TimeProvider time)
{
    /// <summary>The path before the name of a clip.</summary>
    public const string Folder = "/speech/";

    /// <summary>Most clips, however small.</summary>
    public const int ClipsMax = 1_024;

    // 128 bits: guessing at a million a second finds one of a thousand clips in 10^22 years.
    private const int NameBytes = 16;

    private const string Suffix = ".wav";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _byPath = new(StringComparer.Ordinal);
    private readonly Queue<Kept> _oldestFirst = new();
    private long _bytes;

    /// <summary>How many clips are kept.</summary>
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

    /// <summary>Keeps a clip for a while.</summary>
    /// <returns>Where it can be fetched; null for one that is larger than all clips together may be.</returns>
    public SpeechClip? Keep(ReadOnlyMemory<byte> wav, TimeSpan duration)
    {
        if (wav.Length > bytesMax)
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

    /// <summary>The clip at a path; null when there is none, or none any more.</summary>
    public ReadOnlyMemory<byte>? Find(string path)
    {
        lock (_lock)
        {
            Forget(0);
            
            // The cast matters: without it null would become empty bytes.
            return _byPath.TryGetValue(path, out Kept? kept) ? kept.Wav : (ReadOnlyMemory<byte>?)null;
        }
    }

    // What is too old, and what has to make place.
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
