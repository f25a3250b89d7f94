namespace Elysia.Bench.Attack.Run;

/// <summary>Every attack's latest row, and the machine they were taken on.</summary>
/// <param name="Machine">The machine, in words.</param>
/// <param name="Streams">What came of the streams that were played without a kernel; null when none were.</param>
/// <param name="Rows">The rows in the order of the catalogue.</param>
internal sealed record AttackReport(string Machine, string? Streams, IReadOnlyList<AttackRow> Rows);
