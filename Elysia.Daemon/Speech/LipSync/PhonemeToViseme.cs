using System.Collections.Frozen;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>Converts phonemes to mouth movement on three channels (open, wide, round). Pure; any thread.</summary>
/// <remarks>
/// <para>Bounded by <see cref="KeysMax"/>; never throws. The phonemes come from a synthesiser if there is one,
/// otherwise from rules (<see cref="GraphemeToPhoneme"/>).</para>
/// <para>The visemes are a table over the letters of the International Phonetic Alphabet that English and Korean need.
/// The openings are on the scale of the reference's Latin letters (original_session.jsonl): a 0.8, e 0.6, o 0.5, i and
/// u 0.3, r and l 0.4, f and v 0.2, m, b, p closed, other consonants 0.3. Wide and round follow the vowel chart: front
/// vowels spread the lips, back vowels round them.</para>
/// </remarks>
internal static class PhonemeToViseme
{
    /// <summary>The maximum number of keys of a timeline; for text beyond it the lips stay closed.</summary>
    /// <remarks>Unit: keys. 2,000 is about 160 s of speech and 140 KB on the wire.</remarks>
    public const int KeysMax = 2_000;

    private static readonly Viseme Consonant = new(0.3, 0.2);
    private static readonly FrozenDictionary<char, Viseme> Visemes = Read();

    /// <summary>Converts phonemes to a timeline.</summary>
    /// <param name="track">The phonemes, from rules or from the events of the synthesiser that made a clip.</param>
    /// <returns>1 to <see cref="KeysMax"/> keys with strictly ascending times from 0 and all channels 0..1; the last
    /// key is closed.</returns>
    public static VisemeTimeline From(PhonemeTrack track)
    {
        var keys = new Keys();
        for (int i = 0; i < track.Phonemes.Count; i++)
        {
            keys.Say(track.Phonemes[i].Ipa, track.Phonemes[i].StartSeconds, track.Seconds(i));
        }

        return keys.Close();
    }

    /// <summary>Whether a letter stands for a sound; marks of length, stress and tie do not.</summary>
    internal static bool IsSound(char letter) => char.IsLetter(letter) && letter is not ('ː' or 'ˑ' or 'ʰ' or 'h' or 'ʔ');

    /// <summary>Returns the viseme of one letter, or that of a consonant if the letter is unknown.</summary>
    internal static Viseme From(char letter) => Visemes.TryGetValue(letter, out Viseme viseme) ? viseme : Consonant;

    private static FrozenDictionary<char, Viseme> Read()
    {
        (string Letters, Viseme Viseme)[] rows =
        [
            ("aɐɑ", new(0.8, 0.3, 0)),
            ("æ", new(0.7, 0.6, 0)),
            ("ʌ", new(0.6, 0.2, 0)),
            ("eɛ", new(0.6, 0.6, 0)),
            ("əɚɝɜ", new(0.4, 0.2, 0.1)),
            ("ɪᵻ", new(0.3, 0.7, 0)),
            ("i", new(0.3, 0.9, 0)),
            ("ɯɨ", new(0.3, 0.6, 0)),
            ("ɔɒ", new(0.6, 0, 0.6)),
            ("oøœ", new(0.5, 0, 0.8)),
            ("uʊy", new(0.3, 0, 1)),
            ("w", new(0.2, 0, 0.9)),
            ("j", new(0.3, 0.8, 0)),
            ("ɹrɻ", new(0.4, 0, 0.3)),
            ("lɫɾ", new(0.4, 0.2, 0)),
            ("fv", new(0.2, 0.2, 0)),
            ("ʃʒɕʑ", new(0.3, 0, 0.5)),
            ("mbp", Viseme.Closed),
        ];
        return rows.SelectMany(row => row.Letters.Select(letter => (letter, row.Viseme)))
            .ToFrozenDictionary(pair => pair.letter, pair => pair.Viseme);
    }

    // Keeps the invariants of a timeline: times ascend, the bound holds, the last key is closed.
    private sealed class Keys
    {
        // Times go out in whole milliseconds; two keys within one millisecond would give one moment two mouth shapes.
        private const double GapMinSeconds = 0.001;

        // A diphthong changes to its second vowel slightly after its middle.
        private const double GlideAt = 0.55;

        private readonly List<VisemeKey> _keys = [];
        private double _nowSeconds;

        public void Say(string ipa, double start, double seconds)
        {
            _nowSeconds = Math.Max(_nowSeconds, start + seconds);
            if (seconds <= 0)
            {
                return;
            }

            char[] letters = [.. ipa.Where(IsSound)];

            // An affricate takes the lips of its second half: tʃ, tɕ.
            if (letters is ['t' or 'd', 'ʃ' or 'ʒ' or 'ɕ' or 'ʑ'])
            {
                letters = [letters[1]];
            }

            if (letters.Length == 0)
            {
                // h and the glottal stop have no mouth shape of their own: the previous one holds until the vowel
                // comes.
                if (ipa is "" or "_" or "_:")
                {
                    Add(Viseme.Closed, start);
                }

                return;
            }

            Add(From(letters[0]), start);
            for (int i = 1; i < letters.Length; i++)
            {
                Add(From(letters[i]), start + (seconds * (letters.Length == 2 ? GlideAt : (double)i / letters.Length)));
            }
        }

        public VisemeTimeline Close()
        {
            if (_keys.Count == 0 || _keys[^1].Viseme != Viseme.Closed)
            {
                double end = _keys.Count == 0 ? 0 : Math.Max(_nowSeconds, _keys[^1].TimeSeconds + GapMinSeconds);
                _keys.Add(new VisemeKey(end, Viseme.Closed));
            }

            return new VisemeTimeline(_keys);
        }

        private void Add(Viseme viseme, double start)
        {
            // The first key is always at 0, as in the reference.
            if (_keys.Count == 0 && start > GapMinSeconds)
            {
                _keys.Add(new VisemeKey(0, Viseme.Closed));
            }

            // One key is reserved for the closing one.
            if (_keys.Count >= KeysMax - 1 || (_keys.Count > 0 && _keys[^1].Viseme == viseme))
            {
                return;
            }

            double time = _keys.Count == 0 ? 0 : start;
            if (_keys.Count > 0 && time < _keys[^1].TimeSeconds + GapMinSeconds)
            {
                time = _keys[^1].TimeSeconds + GapMinSeconds;
            }

            _keys.Add(new VisemeKey(time, viseme));
        }
    }
}
