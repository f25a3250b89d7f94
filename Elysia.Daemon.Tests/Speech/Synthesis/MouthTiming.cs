using Elysia.Speech.LipSync;
using Elysia.Speech.Synthesis;
using Elysia.State;

namespace Elysia.Tests.Speech.Synthesis;

/// <summary>Measures the time difference between mouth movement and the sounds it belongs to.</summary>
/// <remarks>The phonemes of a recording and the keys of a timeline are aligned by their mouth shapes (minimum sum of
/// differences, in order), and the times of matched pairs are compared. Independent of the code that creates timelines
/// from events.</remarks>
internal static class MouthTiming
{
    // The cost of leaving one out, on the scale of the difference of two shapes: less than matching a closed mouth with
    // an open one.
    private const double Gap = 0.35;

    /// <summary>Returns the errors of a timeline, in ms.</summary>
    public static IEnumerable<double> Errors(EspeakRecording heard, VisemeTimeline keys)
    {
        (double Time, Viseme Shape)[] sounds = [.. Changes(heard)];
        var cost = new double[sounds.Length + 1, keys.Count + 1];
        for (int i = 0; i <= sounds.Length; i++)
        {
            for (int k = 0; k <= keys.Count; k++)
            {
                cost[i, k] = i == 0 ? k * Gap : k == 0 ? i * Gap : Math.Min(
                    cost[i - 1, k - 1] + Difference(sounds[i - 1].Shape, keys[k - 1]),
                    Math.Min(cost[i - 1, k], cost[i, k - 1]) + Gap);
            }
        }

        for ((int i, int k) = (sounds.Length, keys.Count); i > 0 && k > 0;)
        {
            if (cost[i, k] == cost[i - 1, k - 1] + Difference(sounds[i - 1].Shape, keys[k - 1]))
            {
                yield return Math.Abs(sounds[i - 1].Time - keys[k - 1].TimeSeconds) * 1000;
                (i, k) = (i - 1, k - 1);
            }
            else if (cost[i, k] == cost[i - 1, k] + Gap)
            {
                i--;
            }
            else
            {
                k--;
            }
        }
    }

    /// <summary>Returns a quantile of some figures.</summary>
    public static double Quantile(IEnumerable<double> figures, double share)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private static IEnumerable<(double Time, Viseme Shape)> Changes(EspeakRecording heard)
    {
        Viseme? before = null;
        foreach ((string ipa, double start) in heard.Phonemes.Select(sound => (sound.Ipa, sound.StartSeconds)))
        {
            char letter = ipa.FirstOrDefault(PhonemeToViseme.IsSound);
            Viseme? shape = ipa.Length == 0 ? Viseme.Closed
                : letter == '\0' ? null
                : PhonemeToViseme.From(ipa is "tʃ" or "dʒ" or "tɕ" or "dʑ" ? ipa[1] : letter);
            if (shape is { } changed && changed != before)
            {
                yield return (start, changed);
                before = changed;
            }
        }
    }

    private static double Difference(Viseme shape, VisemeKey key) =>
        Math.Abs(shape.Open - key.Viseme.Open) + Math.Abs(shape.Wide - key.Viseme.Wide)
            + Math.Abs(shape.Round - key.Viseme.Round);
}
