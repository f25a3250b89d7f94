namespace Elysia.Bench.Pairs;

/// <summary>Measures two builds in turns: the base is first in one pair, the candidate in the next.</summary>
/// <param name="measures">The measures of each pair.</param>
/// <param name="baseLibrary">elysia.dll of the base.</param>
/// <param name="candidateLibrary">elysia.dll of the candidate.</param>
/// <param name="say">Receives a line about each pair.</param>
internal sealed class PairRun(
    IReadOnlyList<IPairMeasure> measures, string baseLibrary, string candidateLibrary, Action<string> say)
{
    /// <summary>Runs all pairs.</summary>
    /// <param name="count">Pairs of each measure.</param>
    /// <param name="stopping">Ends the run early, without a result.</param>
    public async Task<IReadOnlyList<PairSeries>> RunAsync(int count, CancellationToken stopping)
    {
        // Not counted: the first run of a build reads its files from the disk, later ones find them in the page cache.
        await measures[0].MeasureAsync(baseLibrary, stopping).ConfigureAwait(false);
        await measures[0].MeasureAsync(candidateLibrary, stopping).ConfigureAwait(false);

        var pairs = measures.ToDictionary(measure => measure, _ => new List<(double Base, double Candidate)>());
        for (int number = 1; number <= count; number++)
        {
            foreach (IPairMeasure measure in measures)
            {
                (double Base, double Candidate) pair = await PairAsync(measure, number, stopping).ConfigureAwait(false);
                pairs[measure].Add(pair);
                string figures = FormattableString.Invariant(
                    $"base {pair.Base:0.00}, candidate {pair.Candidate:0.00}, ratio {pair.Candidate / pair.Base:0.000}");
                say($"pair {number} of {count}  {measure.Title}: {figures}");
            }
        }

        return [.. measures.Select(measure => new PairSeries(measure.Title, pairs[measure]))];
    }

    private async Task<(double Base, double Candidate)> PairAsync(IPairMeasure measure, int number, CancellationToken stopping)
    {
        if (number % 2 == 1)
        {
            double before = await measure.MeasureAsync(baseLibrary, stopping).ConfigureAwait(false);
            return (before, await measure.MeasureAsync(candidateLibrary, stopping).ConfigureAwait(false));
        }

        double after = await measure.MeasureAsync(candidateLibrary, stopping).ConfigureAwait(false);
        return (await measure.MeasureAsync(baseLibrary, stopping).ConfigureAwait(false), after);
    }
}
