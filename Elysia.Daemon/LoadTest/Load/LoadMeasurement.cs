namespace Elysia.LoadTest.Load;

/// <summary>The raw result of a <see cref="LoadLoop"/>.</summary>
/// <param name="Elapsed">The duration of the measurement.</param>
/// <param name="Connected">Viewers that were connected once every connection had been tried.</param>
/// <param name="OpenAtEnd">Viewers that were still connected at the end.</param>
/// <param name="Tally">The counts of what the viewers received.</param>
/// <param name="Ticks">The regularity of the ticks; null without stamps.</param>
/// <param name="Truth">The comparison of the viewers' pictures with the reference viewer's.</param>
/// <param name="Losses">The reasons why viewers were lost, with counts.</param>
/// <param name="Before">The daemon's usage before the first viewer connected.</param>
/// <param name="Begin">The daemon's usage at the start of the measurement.</param>
/// <param name="End">The daemon's usage at the end of the measurement.</param>
/// <param name="Waiting">Chat texts sent too shortly before the end to be answered.</param>
/// <param name="Generator">The resources that the generator used.</param>
internal sealed record LoadMeasurement(
    TimeSpan Elapsed,
    int Connected,
    int OpenAtEnd,
    LoadTally Tally,
    TickFigures? Ticks,
    TruthFigures Truth,
    IReadOnlyDictionary<string, int> Losses,
    ProcessUsage? Before,
    ProcessUsage? Begin,
    ProcessUsage? End,
    long Waiting,
    GeneratorFigures Generator);
