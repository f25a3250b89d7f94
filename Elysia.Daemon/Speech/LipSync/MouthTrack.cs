using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>Writes a timeline sound by sound and keeps its rules: time ascends, a bound holds, the last key is closed.</summary>
/// <remarks>One per text, used by one thread.</remarks>
/// <param name="keysMax">Most keys, the closing one included.</param>
internal sealed class MouthTrack(int keysMax)
{
    // Keys are told in ms; two within one would be one moment with two mouths.
    private const double GapMinSeconds = 0.001;

    // A diphthong goes over a little after its middle.
    private const double GlideAt = 0.55;

    private readonly List<MouthKey> _keys = [];
    private double _nowSeconds;

    /// <summary>Whether only the place of the closing key is left.</summary>
    public bool IsFull => _keys.Count >= keysMax - 1;

    /// <summary>Says one sound at its time; nothing when the track is full.</summary>
    /// <param name="ipa">The sound; empty for silence.</param>
    /// <param name="start">When it begins, in s; not before the one before.</param>
    /// <param name="seconds">How long it lasts.</param>
    public void Say(string ipa, double start, double seconds)
    {
        _nowSeconds = Math.Max(_nowSeconds, start + seconds);
        if (seconds <= 0)
        {
            return;
        }

        char[] letters = [.. ipa.Where(SoundShapes.IsSound)];

        // An affricate has the lips of its second half: tʃ, tɕ.
        if (letters is ['t' or 'd', 'ʃ' or 'ʒ' or 'ɕ' or 'ʑ'])
        {
            letters = [letters[1]];
        }

        if (letters.Length == 0)
        {
            // h and the glottal stop have no mouth of their own: the one before stays, until the vowel comes.
            if (ipa is "" or "_" or "_:")
            {
                Add(MouthShape.Closed, start);
            }

            return;
        }

        Add(SoundShapes.Of(letters[0]), start);
        for (int i = 1; i < letters.Length; i++)
        {
            Add(SoundShapes.Of(letters[i]), start + (seconds * (letters.Length == 2 ? GlideAt : (double)i / letters.Length)));
        }
    }

    /// <summary>The timeline, closed at the end.</summary>
    public IReadOnlyList<MouthKey> Close()
    {
        if (_keys.Count == 0 || Shape(_keys[^1]) != MouthShape.Closed)
        {
            double end = _keys.Count == 0 ? 0 : Math.Max(_nowSeconds, _keys[^1].TimeSeconds + GapMinSeconds);
            _keys.Add(new MouthKey(end, 0));
        }

        return _keys;
    }

    private void Add(MouthShape shape, double start)
    {
        // The first key is at 0 whatever comes first, as in the reference.
        if (_keys.Count == 0 && start > GapMinSeconds)
        {
            _keys.Add(new MouthKey(0, 0));
        }

        if (IsFull || (_keys.Count > 0 && Shape(_keys[^1]) == shape))
        {
            return;
        }

        double time = _keys.Count == 0 ? 0 : start;
        if (_keys.Count > 0 && time < _keys[^1].TimeSeconds + GapMinSeconds)
        {
            time = _keys[^1].TimeSeconds + GapMinSeconds;
        }

        _keys.Add(new MouthKey(time, shape.Open, shape.Wide, shape.Round));
    }

    private static MouthShape Shape(MouthKey key) => new(key.MouthWidth, key.Wide, key.Round);
}
