using BenchmarkDotNet.Attributes;
using Elysia.Protocol.Messages;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the decoding of a client's message.</summary>
[MemoryDiagnoser]
public class DecodeBenchmark
{
    private readonly byte[] _mood = """{"type":"mood","valence":0.5,"arousal":0.9,"dominance":-0.3}"""u8.ToArray();
    private readonly byte[] _emotion = """{"type":"emotion","emotion":"hopeful","intensity":0.8}"""u8.ToArray();
    private readonly byte[] _text = """{"type":"text","content":"Hello Elysia, how are you today?"}"""u8.ToArray();
    private readonly byte[] _refused = """{"type":"emotion","emotion":"hopeful","intensity":1.8}"""u8.ToArray();

    /// <summary>A mood pushed by an engine, up to 120 a second.</summary>
    [Benchmark]
    public bool Mood() => MessageDecoder.Decode(_mood).Message is not null;

    /// <summary>An emotion.</summary>
    [Benchmark]
    public bool Emotion() => MessageDecoder.Decode(_emotion).Message is not null;

    /// <summary>A short text.</summary>
    [Benchmark]
    public bool Text() => MessageDecoder.Decode(_text).Message is not null;

    /// <summary>A message that is refused.</summary>
    [Benchmark]
    public bool Refused() => MessageDecoder.Decode(_refused).Message is not null;
}
