using System.Net;
using Elysia.Configuration;

namespace Elysia.Admission.Tokens;

/// <summary>A source of a JSON Web Key Set.</summary>
internal interface IJwksSource
{
    /// <summary>The path or the address of the source, for the log.</summary>
    string Name { get; }

    /// <summary>Reads the key set.</summary>
    /// <returns>The keys, or the fault. Network and file errors are returned as faults, never thrown.</returns>
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

    /// <summary>Reads the key set synchronously.</summary>
    public (IReadOnlyList<PublishedKey> Keys, string? Fault) Read() =>
        SmallFile.TryRead(path, Jwks.MaxBytes, out byte[] bytes, out string? fault) ? Jwks.Read(bytes) : ([], fault);
}

/// <summary>A JSON Web Key Set on the web, as identity providers publish it.</summary>
/// <param name="address">Its address, https or http.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class JwksUrl(Uri address, TimeProvider time) : IJwksSource, IDisposable
{
    /// <summary>The timeout of a request.</summary>
    /// <remarks>4 s: a client that presents a new key waits for it, and has ELYSIA_AUTH_TIMEOUT (5 s) in
    /// total.</remarks>
    public static TimeSpan RequestTimeout { get; } = TimeSpan.FromSeconds(4);

    // No redirects: keys come only from the address that the operator configured.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        MaxResponseContentBufferSize = Jwks.MaxBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    /// <remarks>Without the query, where some providers put a secret.</remarks>
    public string Name => address.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync()
    {
        using var limit = new CancellationTokenSource(RequestTimeout, time);
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
            return ([], $"there was no answer within {RequestTimeout.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
