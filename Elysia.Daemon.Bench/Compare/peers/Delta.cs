namespace Elysia.Bench.Compare.Peers;

/// <summary>The frame of the workload, serialized in camel case: about 60 bytes.</summary>
internal sealed record Delta(string Type, Expression Expression, long T)
{
    public static Delta At(double beat) => new("delta", new Expression(beat), Beat.Stamp());
}

internal sealed record Expression(double Beat);
