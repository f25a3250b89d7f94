using System.Globalization;

namespace Elysia.Http;

/// <summary>The part of a response that a client asks for (RFC 9110 section 14). Safari plays sound only from servers that
/// give parts.</summary>
internal static class ByteRange
{
    private const string Unit = "bytes=";

    /// <summary>The whole response, or the part that the request asks for.</summary>
    /// <remarks>More parts than one, and what is no range, are passed over, as RFC 9110 section 14.2 allows.</remarks>
    /// <param name="request">The request.</param>
    /// <param name="whole">The whole response.</param>
    /// <param name="tag">The entity tag of the whole.</param>
    public static HttpResponse Of(HttpRequest request, HttpResponse whole, string tag)
    {
        HttpResponse full = whole.With(("Accept-Ranges", "bytes"), ("ETag", tag));
        bool isWanted = request.Method == "GET" && request.Headers("If-Range") is var condition
            && (condition is null || condition == tag);
        int length = whole.Body.Length;
        if (!isWanted || request.Headers("Range") is not { } range || Read(range, length) is not { } part)
        {
            return full;
        }

        return part.Start >= length || part.End < part.Start
            ? HttpResponse.Text(416, "The clip has no such part.",
                ("Accept-Ranges", "bytes"), ("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}")))
            : full.With(("Content-Range",
                string.Create(CultureInfo.InvariantCulture, $"bytes {part.Start}-{part.End}/{length}"))) with
            {
                Status = 206,
                Body = whole.Body[(int)part.Start..((int)part.End + 1)],
            };
    }

    /// <summary>The first and the last byte of a range; null when the header is no single range of bytes.</summary>
    private static (long Start, long End)? Read(string header, int length)
    {
        string[] parts = header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) ? header[Unit.Length..].Split('-') : [];
        if (parts.Length != 2)
        {
            return null;
        }

        (long? first, long? last) = (Number(parts[0]), Number(parts[1]));
        bool isOpen = parts[1].Trim().Length == 0;
        if (parts[0].Trim().Length == 0)
        {
            // The last so many bytes; the last 0 are none.
            return last is { } count ? (count == 0 ? length : Math.Max(0, length - count), length - 1) : null;
        }

        return first is not { } start || (last is null && !isOpen) || last < start ? null
            : (start, Math.Min(last ?? long.MaxValue, length - 1));
    }

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
