using System.Net;
using Elysia.Configuration;

namespace Elysia.Admission.Tokens;

/// <summary>Where a JSON Web Key Set comes from.</summary>
internal interface IJwksSource
{
    /// <summary>Where that is, for the log.</summary>
    string Name { get; }

    /// <summary>Reads it.</summary>
    /// <returns>The keys, or what is wrong; never throws for what the world does.</returns>
    Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync();
}

/// <summary>A JSON Web Key Set in a file.</summary>
/// <param name="path">The file.</param>
internal sealed class JwksFile(string path) : IJwksSource
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync() => Task.FromResult(Read());

    /// <summary>Reads it now.</summary>
    public (IReadOnlyList<PublishedKey> Keys, string? Fault) Read() =>
        SmallFile.TryRead(path, Jwks.MaxBytes, out byte[] bytes, out string? fault) ? Jwks.Read(bytes) : ([], fault);
}

/// <summary>A JSON Web Key Set on the web, as identity providers publish it.</summary>
/// <param name="address">Where it is: https, or http.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class JwksUrl(Uri address, TimeProvider time) : IJwksSource, IDisposable
{
    /// <summary>Longest wait for an answer.</summary>
    /// <remarks>4 s: a client that comes with a new key waits for it, and has ELYSIA_AUTH_TIMEOUT (5 s) in all.</remarks>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(4);

    // No redirects: keys come from where the operator said and from nowhere else.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        MaxResponseContentBufferSize = Jwks.MaxBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    /// <remarks>Without the query, where some put a key.</remarks>
    public string Name => address.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(address, limit.Token).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK
                ? Jwks.Read(await answer.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false))
                : ([], $"it was answered with {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return ([], $"it could not be read: {e.HttpRequestError}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return ([], $"there was no answer within {Patience.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
