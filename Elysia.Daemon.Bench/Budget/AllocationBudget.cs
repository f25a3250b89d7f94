using System.Globalization;

namespace Elysia.Bench.Budget;

/// <summary>The bytes that each benchmark may allocate per call, from allocation-budget.txt: name, then
/// bytes.</summary>
/// <param name="Lines">Bytes by the benchmark's name.</param>
internal sealed record AllocationBudget(IReadOnlyDictionary<string, long> Lines)
{
    /// <summary>The file's name, in the project's folder and beside the program.</summary>
    public const string FileName = "allocation-budget.txt";

    /// <summary>Reads the budget that was built with the program.</summary>
    public static AllocationBudget Read() => Parse(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, FileName)));

    /// <summary>Reads a budget.</summary>
    public static AllocationBudget Parse(IEnumerable<string> lines) => new(lines
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(p => p[0], p => long.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.Ordinal));

    /// <summary>Returns the fault of a measurement: more than the budget, less (then the budget is stale), or no
    /// budget; null if there is none.</summary>
    public string? Fault(string name, long bytes) =>
        !Lines.TryGetValue(name, out long budget) ? $"{name} allocates {bytes} B and has no line in {FileName}"
        : bytes > budget ? $"{name} allocates {bytes} B, its budget is {budget} B"
        : bytes < budget ? $"{name} allocates only {bytes} B: lower its budget of {budget} B, so that the gain is kept"
        : null;
}
