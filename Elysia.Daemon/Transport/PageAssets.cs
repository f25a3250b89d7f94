using System.Collections.Frozen;
using System.Reflection;

namespace Elysia.Transport;

/// <summary>The page, embedded in the binary: what is served under which path.</summary>
public sealed class PageAssets
{
    // The page loads nothing from elsewhere, runs nothing inline and makes no markup out of text.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors ";

    private const string StatusPage = "/status.html";

    private const string ResourcePrefix = "page/";

    private readonly FrozenDictionary<string, HttpAnswer> _answers;

    /// <summary>Reads all assets once; they stay in memory, some 60 KB.</summary>
    /// <param name="frameAncestors">Who may show the page in a frame, as in ELYSIA_FRAME_ANCESTORS.</param>
    public PageAssets(IReadOnlyList<string> frameAncestors)
    {
        string framers = string.Join(' ', frameAncestors.Select(a => a is "none" or "self" ? $"'{a}'" : a));
        Assembly assembly = typeof(PageAssets).Assembly;
        var answers = new Dictionary<string, HttpAnswer>(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            var body = new byte[stream.Length];
            stream.ReadExactly(body);
            string name = resource[ResourcePrefix.Length..];
            string path = name == "index.html" ? "/" : $"/{name}";

            // What is the operator's is shown in nobody's frame, whoever may frame her.
            string policy = ContentSecurityPolicy + (path == StatusPage ? "'none'" : framers);
            answers[path] = new HttpAnswer(200, ContentType(name), body,
                ("Content-Security-Policy", policy), ("Cache-Control", "no-cache"));
        }

        answers.Remove(StatusPage, out HttpAnswer? status);
        Status = status!;
        _answers = answers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The operator's page, which is not for everybody; its style sheet and scripts hold no secret.</summary>
    public HttpAnswer Status { get; }

    /// <summary>The paths that are served.</summary>
    public IReadOnlyList<string> Paths => _answers.Keys;

    /// <summary>What to answer for a path, or null when there is nothing.</summary>
    public HttpAnswer? Find(string path) => _answers.GetValueOrDefault(path);

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
