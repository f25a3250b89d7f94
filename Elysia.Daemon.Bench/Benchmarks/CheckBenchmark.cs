using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Elysia.Admission.Limiting;
using Elysia.Protocol.Messages;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures all checks of a client's message: text, rate limit, form. They allocate only what the decoding
/// allocates.</summary>
[MemoryDiagnoser]
public class CheckBenchmark : IDisposable
{
    private const int Plenty = 10_000;
    private const int PlentyOfBytes = 200_000_000;

    private readonly byte[] _mood = """{"type":"mood","valence":0.5,"arousal":0.9,"dominance":-0.3}"""u8.ToArray();
    private readonly byte[] _text = """{"type":"text","content":"Hello Elysia, how are you today?"}"""u8.ToArray();
    private readonly byte[] _vision = """{"type":"vision","presence":7}"""u8.ToArray();
    private readonly MessageRate _free = new(new MessageLimits(Plenty, Plenty, Plenty, PlentyOfBytes), TimeProvider.System);
    private readonly MessageRate _usedUp = new(new MessageLimits(1, 1, 1, PlentyOfBytes), TimeProvider.System);

    /// <summary>A mood pushed by an engine.</summary>
    [Benchmark]
    public bool Mood() => Check(_free, _mood);

    /// <summary>A short text.</summary>
    [Benchmark]
    public bool Text() => Check(_free, _text);

    /// <summary>A message with a field of the wrong kind.</summary>
    [Benchmark]
    public bool Refused() => Check(_free, _vision);

    /// <summary>A text of a client that has used up its rate limit.</summary>
    [Benchmark]
    public bool Flood() => Check(_usedUp, _vision);

    /// <inheritdoc/>
    public void Dispose()
    {
        _free.Dispose();
        _usedUp.Dispose();
        GC.SuppressFinalize(this);
    }

    private static bool Check(MessageRate rate, byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        DecodeResult result = MessageDecoder.Decode(utf8);
        return rate.TryTake(result.IsPush, utf8.Length) && result.Message is not null;
    }
}
