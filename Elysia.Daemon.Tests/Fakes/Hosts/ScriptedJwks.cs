using Elysia.Admission.Tokens;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A source of keys that says what a test tells it to, and counts how often it is asked.</summary>
internal sealed class ScriptedJwks : IJwksSource
{
    private int _reads;

    /// <inheritdoc/>
    public string Name => "the script";

    /// <summary>What it says next.</summary>
    public Func<Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)>> Says { get; set; } = () =>
        throw new InvalidOperationException("Nothing was scripted.");

    /// <summary>How often it was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Says a document from now on.</summary>
    public void Say(string jwks) => Says = () => Task.FromResult(Jwks.Read(System.Text.Encoding.UTF8.GetBytes(jwks)));

    /// <summary>Says that it cannot be read from now on.</summary>
    public void Fail(string fault) =>
        Says = () => Task.FromResult<(IReadOnlyList<PublishedKey>, string?)>(([], fault));

    /// <inheritdoc/>
    public Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync()
    {
        Interlocked.Increment(ref _reads);
        return Says();
    }
}
