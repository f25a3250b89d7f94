using System.Net;
using System.Text;
using Elysia.Fanout;

namespace Elysia.Transport;

/// <summary>One plain HTTP answer. Every answer ends its connection: HttpListener's keep-alive has no limit of its own.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">Further headers.</param>
public sealed record HttpAnswer(
    int Status, string ContentType, ReadOnlyMemory<byte> Body, params IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>An answer in plain words.</summary>
    public static HttpAnswer Text(int status, string text, params IReadOnlyList<(string, string)> headers) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"), headers);

    /// <summary>Sends the answer. A client that is gone meanwhile is not an error.</summary>
    public async Task SendAsync(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        try
        {
            response.StatusCode = Status;
            response.KeepAlive = false;
            response.ContentType = ContentType;
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Server"] = "elysia";
            foreach ((string name, string value) in Headers)
            {
                response.Headers[name] = value;
            }

            response.ContentLength64 = Body.Length;
            if (context.Request.HttpMethod != "HEAD")
            {
                await response.OutputStream.WriteAsync(Body).ConfigureAwait(false);
            }

            response.Close();
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is HttpListenerException)
        {
            response.Abort();
        }
    }
}
