namespace Elysia.Bench.Pairs;

/// <summary>Something of a build that is measured in one run of it.</summary>
internal interface IPairMeasure
{
    /// <summary>Its name on the command line.</summary>
    string Key { get; }

    /// <summary>Its name and unit in the report.</summary>
    string Title { get; }

    /// <summary>Runs the daemon once.</summary>
    /// <param name="library">Its elysia.dll.</param>
    /// <param name="stopping">Ends the run early.</param>
    /// <returns>A positive number in the unit of the title; a smaller one is better.</returns>
    Task<double> MeasureAsync(string library, CancellationToken stopping);
}
