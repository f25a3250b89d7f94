namespace Elysia.LoadTest.Load;

/// <summary>The raw outcome of a <see cref="LoadLoop"/>.</summary>
/// <param name="Elapsed">How long was measured.</param>
/// <param name="Connected">Viewers that were open when all had been tried.</param>
/// <param name="OpenAtEnd">Viewers still open at the end.</param>
/// <param name="Tally">What they received.</param>
/// <param name="Ticks">How regular the ticks were; null without stamps.</param>
/// <param name="Truth">Whether the pictures were true.</param>
/// <param name="Losses">Why viewers were lost, with counts.</param>
/// <param name="Before">The daemon before the first viewer came.</param>
/// <param name="Begin">The daemon when the measurement began.</param>
/// <param name="End">The daemon when it ended.</param>
/// <param name="Waiting">Questions asked too shortly before the end to be answered.</param>
/// <param name="Generator">What the generator needed itself.</param>
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
