using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Elysia.Http;

/// <summary>The assets of the page, embedded in the binary, by the path under which they are served.</summary>
internal sealed class PageAssets
{
    // The page loads nothing from other origins, runs no inline script and never turns text into markup.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors ";

    private const string StatusPage = "/status.html";

    private const string ResourcePrefix = "page/";
    private const string ClientPrefix = "client/";
    private const string TypesSuffix = ".d.ts";

    private readonly FrozenDictionary<string, HttpResponse> _answers;

    /// <summary>Reads all assets once; they stay in memory, about 60 KB.</summary>
    /// <param name="frameAncestors">The sites that may show the page in a frame, as in ELYSIA_FRAME_ANCESTORS.</param>
    public PageAssets(IReadOnlyList<string> frameAncestors)
    {
        string framers = string.Join(' ', frameAncestors.Select(a => a is "none" or "self" ? $"'{a}'" : a));
        Assembly assembly = typeof(PageAssets).Assembly;
        var answers = new Dictionary<string, HttpResponse>(StringComparer.Ordinal);
        var client = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            var body = new byte[stream.Length];
            stream.ReadExactly(body);
            if (resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                string name = resource[ResourcePrefix.Length..];
                string path = name == "index.html" ? "/" : $"/{name}";

                // The operator's page may not be framed, whatever ELYSIA_FRAME_ANCESTORS allows.
                string policy = ContentSecurityPolicy + (path == StatusPage ? "'none'" : framers);
                answers[path] = new HttpResponse(200, ContentType(name), body,
                    ("Content-Security-Policy", policy), ("Cache-Control", "no-cache"));
            }
            else if (resource.StartsWith(ClientPrefix, StringComparison.Ordinal))
            {
                client[resource[ClientPrefix.Length..]] = Encoding.UTF8.GetString(body);
            }
        }

        answers.Remove(StatusPage, out HttpResponse? status);
        Status = status!;
        AddClient(answers, client);
        _answers = answers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The operator's page, which is not public; its style sheet and scripts contain no secrets.</summary>
    public HttpResponse Status { get; }

    /// <summary>Adds the client's joined module and its type declarations.</summary>
    private static void AddClient(Dictionary<string, HttpResponse> answers, Dictionary<string, string> client)
    {
        IEnumerable<KeyValuePair<string, string>> served = client
            .Where(file => file.Key.EndsWith(TypesSuffix, StringComparison.Ordinal))
            .Append(new(ClientModule.Name, ClientModule.Join(client)));
        foreach ((string name, string text) in served)
        {
            // Any page may import it: it contains no secrets, and the WebSocket is authorized separately.
            answers[$"/{name}"] = new HttpResponse(200, ContentType(name), Encoding.UTF8.GetBytes(text),
                ("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-cache"));
        }
    }

    /// <summary>The paths that are served.</summary>
    public IReadOnlyList<string> Paths => _answers.Keys;

    /// <summary>Returns the response for a path, or null when there is none.</summary>
    public HttpResponse? Find(string path) => _answers.GetValueOrDefault(path);

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".ts" => "text/plain; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
