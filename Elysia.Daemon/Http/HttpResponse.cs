using System.Globalization;
using System.Net;
using System.Text;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Fanout;

namespace Elysia.Http;

/// <summary>A plain HTTP response. Every response closes its connection, because HttpListener does not limit
/// keep-alive.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record HttpResponse(
    int Status, string ContentType, ReadOnlyMemory<byte> Body, params IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Seconds after which a refused client may try again.</summary>
    public const string RetryAfterSeconds = "5";

    /// <summary>Bytes of a body that are handed over at a time.</summary>
    /// <remarks>16 KiB: a client on a link of 2 KB/s takes one in 8 s, which shows that it reads.</remarks>
    public const int PieceBytes = 16 * 1024;

    private const int FirstPieceBytes = 1024;

    // RFC 9110 section 15.4.5: it has the headers of the 200, its length among them, and no body.
    private const int NotModified = 304;

    private const string Challenge = "Bearer realm=\"elysia\"";

    // Added to every response, so that a browser does not treat a response that is not a page as one. A response's
    // own headers take precedence.
    private static readonly (string Name, string Value)[] Guards =
    [
        ("Server", "elysia"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ];

    private static readonly ReadOnlyMemory<byte>[] Refusals =
        [.. Enum.GetValues<ConnectionVerdict>().Select(verdict => (ReadOnlyMemory<byte>)Refusal(verdict).ToBytes())];

    /// <summary>The serialized response to a request that is too long.</summary>
    public static ReadOnlyMemory<byte> TooLongBytes { get; } = Text(431, "The request is too long.").ToBytes();

    /// <summary>The response to a request without a target, as bytes.</summary>
    public static ReadOnlyMemory<byte> BrokenBytes { get; } = Text(400, "The request line is broken.").ToBytes();

    /// <summary>Creates a response with a plain text.</summary>
    public static HttpResponse Text(int status, string text, params IReadOnlyList<(string, string)> headers) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"), headers);

    /// <summary>401: the token is missing or was refused (RFC 6750 section 3).</summary>
    public static HttpResponse Unauthorized(TokenResult result) => result.Verdict switch
    {
        TokenVerdict.Missing => Text(401, "A token is needed: Authorization: Bearer TOKEN.",
            ("WWW-Authenticate", Challenge)),
        TokenVerdict.BadTicket => Text(401, $"Refused: {result.Words}.", ("WWW-Authenticate", Challenge)),
        _ => Text(401, $"The token was refused: {result.Words}.",
            ("WWW-Authenticate", $"{Challenge}, error=\"invalid_token\", error_description=\"{result.Words}\"")),
    };

    /// <summary>403: the role is not sufficient (RFC 6750 section 3).</summary>
    public static HttpResponse Forbidden(Rights needed, Rights rights) => Text(403,
        $"This needs the role '{Roles.Needed(needed)}'; yours is '{Roles.NameOf(rights)}'.",
        ("WWW-Authenticate", $"{Challenge}, error=\"insufficient_scope\""));

    /// <summary>Returns the same response with further headers.</summary>
    public HttpResponse With(params IEnumerable<(string Name, string Value)> headers) =>
        this with { Headers = [.. Headers, .. headers] };

    /// <summary>Returns the same response, or 304 without a body when the client has it already.</summary>
    public HttpResponse UnlessKnown(HttpRequest request) =>
        Headers.FirstOrDefault(h => h.Name == "ETag").Value is { } tag
        && EntityTag.IsNamed(request.Headers("If-None-Match"), tag) ? this with { Status = NotModified } : this;

    /// <summary>Returns the response to a connection that is refused.</summary>
    public static HttpResponse Refusal(ConnectionVerdict verdict)
    {
        (int status, string text) = verdict switch
        {
            ConnectionVerdict.TooManyOfAddress => (429, "Your address has as many connections as one may have."),
            ConnectionVerdict.AddressTooFast => (429, "Your address connects too often. Try again later."),
            ConnectionVerdict.TooFast => (503, "Too many connect at present. Try again later."),
            _ => (503, "As many connections as there may be are open. Try again later."),
        };
        return Text(status, text, ("Retry-After", RetryAfterSeconds));
    }

    /// <summary>Returns the serialized <see cref="Refusal"/>. It is created only once, because a flood is refused by
    /// the thousand.</summary>
    public static ReadOnlyMemory<byte> RefusalBytes(ConnectionVerdict verdict) => Refusals[(int)verdict];

    /// <summary>Serializes the response, for a connection whose request was not read.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} \r\nContent-Type: {ContentType}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\nConnection: close\r\n");
        foreach ((string name, string value) in Guards.Concat(Headers))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. Body.Span];
    }

    /// <summary>Sends the response. A client that has left meanwhile is not an error.</summary>
    /// <remarks>A long response is sent in pieces: HttpListener would copy all of it together with its head, and keep the copy
    /// until the client has read it.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="moved">Called after each piece; returns false when the connection has been ended meanwhile.</param>
    public async Task SendAsync(HttpListenerContext context, Func<bool>? moved = null)
    {
        HttpListenerResponse response = context.Response;
        try
        {
            response.StatusCode = Status;
            response.KeepAlive = false;
            response.ContentType = ContentType;
            foreach ((string name, string value) in Guards.Concat(Headers))
            {
                response.Headers[name] = value;
            }

            response.ContentLength64 = Body.Length;
            if (context.Request.HttpMethod != "HEAD" && Status != NotModified)
            {
                await SendBodyAsync(response.OutputStream, moved).ConfigureAwait(false);
            }

            response.Close();
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is HttpListenerException)
        {
            response.Abort();
        }
    }

    private async Task SendBodyAsync(Stream stream, Func<bool>? moved)
    {
        // HttpListener copies the bytes that are sent together with the head.
        int size = Body.Length <= PieceBytes ? PieceBytes : FirstPieceBytes;
        int at = 0;
        do
        {
            ReadOnlyMemory<byte> piece = Body.Slice(at, Math.Min(size, Body.Length - at));
            await stream.WriteAsync(piece).ConfigureAwait(false);
            at += piece.Length;
            size = PieceBytes;
        }
        while (at < Body.Length && moved?.Invoke() != false);
    }
}
