using Elysia.Speech.Synthesis;

namespace Elysia.Http;

/// <summary>Serves /speech/…: the sound of a sentence, as long as it is kept.</summary>
/// <param name="clips">The clips.</param>
internal sealed class ClipEndpoint(ClipStore clips) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => ClipStore.Folder;

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request) => clips.Find(request.Path) is { } wav
        ? ByteRange.Of(request, new HttpResponse(200, "audio/wav", wav, ("Cache-Control", "private, no-store")), TagOf(request))
        : HttpResponse.Text(404, "This clip is gone, or never was. Clips are kept for a short while only.");

    // A name stands for one clip only.
    private static string TagOf(HttpRequest request) => $"\"{request.Path[ClipStore.Folder.Length..]}\"";
}
