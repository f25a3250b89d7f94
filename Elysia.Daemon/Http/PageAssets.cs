using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Elysia.Http;

/// <summary>The assets of the page, embedded in the binary, by the path under which they are served.</summary>
/// <remarks>Every file has an entity tag. The page loads its files from a folder that is named by the contents of all of
/// them, so browsers may cache them for ever, and a new version has new names.</remarks>
internal sealed partial class PageAssets
{
    // The page loads nothing from other origins, runs no inline script and never turns text into markup.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors ";

    private const string StatusPage = "/status.html";

    private const string ResourcePrefix = "page/";
    private const string ClientPrefix = "client/";
    private const string TypesSuffix = ".d.ts";
    private const string Immutable = "public, max-age=31536000, immutable";

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

        AddClient(answers, client);
        AddHashed(answers);
        answers.Remove(StatusPage, out HttpResponse? status);
        Status = status!;
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

    /// <summary>Tags every file, and serves what the pages load under hashed names, too.</summary>
    private static void AddHashed(Dictionary<string, HttpResponse> answers)
    {
        (string Path, HttpResponse Answer)[] files = [.. answers.OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => (a.Key, a.Value))];
        string folder = $"v-{EntityTag.HashOf(files.Select(f => f.Answer.Body))}";
        foreach ((string path, HttpResponse answer) in files)
        {
            bool isPage = answer.ContentType.StartsWith("text/html", StringComparison.Ordinal);
            ReadOnlyMemory<byte> body = isPage ? Encoding.UTF8.GetBytes(Loaded().Replace(
                Encoding.UTF8.GetString(answer.Body.Span), $"${{attribute}}=\"{folder}/${{name}}\"")) : answer.Body;
            HttpResponse tagged = (answer with { Body = body }).With(("ETag", EntityTag.Of(body)));
            answers[path] = tagged;
            if (!isPage)
            {
                answers[$"/{folder}{path}"] = tagged.With(("Cache-Control", Immutable));
            }
        }
    }

    [GeneratedRegex(@"\b(?<attribute>href|src)=""(?<name>\w+\.(?:css|js|svg))""")]
    private static partial Regex Loaded();

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
