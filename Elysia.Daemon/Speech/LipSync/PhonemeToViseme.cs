using System.Collections.Frozen;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>How her mouth moves while she says phonemes: three channels (open, wide, round). Pure; any thread.</summary>
/// <remarks>
/// <para>Bounded by <see cref="KeysMax"/>; never throws. Phonemes come from a synthesiser where there is one, else from rules
/// (<see cref="GraphemeToPhoneme"/>).</para>
/// <para>The visemes are a table over the letters of the International Phonetic Alphabet that English and Korean need. Openings
/// are on the scale of the reference's Latin letters (original_session.jsonl): a 0.8, e 0.6, o 0.5, i and u 0.3, r and l 0.4, f
/// and v 0.2, m, b, p closed, other consonants 0.3. Wide and round follow the vowel chart: front spread, back rounded.</para>
/// </remarks>
internal static class PhonemeToViseme
{
    /// <summary>Most keys of a timeline; the text behind them is said with closed lips.</summary>
    /// <remarks>Unit: keys. 2,000 is about 160 s of speech and 140 KB on the wire.</remarks>
    public const int KeysMax = 2_000;

    private static readonly Viseme Consonant = new(0.3, 0.2);
    private static readonly FrozenDictionary<char, Viseme> Visemes = Read();

    /// <summary>The timeline of phonemes.</summary>
    /// <param name="track">The phonemes: by rules, or the events of the synthesiser that made a clip.</param>
    /// <returns>1 to <see cref="KeysMax"/> keys, strictly ascending in time from 0, all channels 0..1, the last one
    /// closed.</returns>
    public static VisemeTimeline From(PhonemeTrack track)
    {
        var keys = new Keys();
        for (int i = 0; i < track.Phonemes.Count; i++)
        {
            keys.Say(track.Phonemes[i].Ipa, track.Phonemes[i].StartSeconds, track.Seconds(i));
        }

        return keys.Close();
    }

    /// <summary>Whether a letter is a sound at all; marks of length, stress and tie are not.</summary>
    internal static bool IsSound(char letter) => char.IsLetter(letter) && letter is not ('ː' or 'ˑ' or 'ʰ' or 'h' or 'ʔ');

    /// <summary>The viseme of one letter; that of a consonant for one that is not known.</summary>
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

    // Keeps the rules of a timeline: time ascends, the bound holds, the last key is closed.
    private sealed class Keys
    {
        // Keys are told in ms; two within one would be one moment with two mouths.
        private const double GapMinSeconds = 0.001;

        // A diphthong goes over a little after its middle.
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
            // The first key is at 0 whatever comes first, as in the reference.
            if (_keys.Count == 0 && start > GapMinSeconds)
            {
                _keys.Add(new VisemeKey(0, Viseme.Closed));
            }

            // One place is left for the closing key.
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
