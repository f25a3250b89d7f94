using Elysia.Admission.Tokens;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A source of keys with a scripted result, which counts its reads.</summary>
internal sealed class ScriptedJwks : IJwksSource
{
    private int _reads;

    /// <inheritdoc/>
    public string Name => "the script";

    /// <summary>The result of the next reads.</summary>
    public Func<Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)>> Says { get; set; } = () =>
        throw new InvalidOperationException("Nothing was scripted.");

    /// <summary>The number of reads.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Returns a document from now on.</summary>
    public void Say(string jwks) => Says = () => Task.FromResult(Jwks.Read(System.Text.Encoding.UTF8.GetBytes(jwks)));

    /// <summary>Fails from now on.</summary>
    public void Fail(string fault) =>
        Says = () => Task.FromResult<(IReadOnlyList<PublishedKey>, string?)>(([], fault));

    /// <inheritdoc/>
    public Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync()
    {
        Interlocked.Increment(ref _reads);
        return Says();
    }
}
