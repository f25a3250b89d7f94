using System.Text.Json;

namespace Elysia.Protocol;

/// <summary>Where a known member of a client's message stands in its bytes, and what kind of value it is.</summary>
/// <param name="Kind">The kind; <see cref="JsonTokenType.None"/> when the member is absent.</param>
/// <param name="Start">First byte of the value: without the quote for a string.</param>
/// <param name="Length">Bytes of the value; of a whole object or array 0.</param>
/// <param name="Escaped">Whether a string holds escapes.</param>
/// <param name="Number">The number, where it is one; infinite when it is too large for a double.</param>
internal readonly record struct JsonField(JsonTokenType Kind, int Start, int Length, bool Escaped, double Number)
{
    /// <summary>Whether the member is there.</summary>
    public bool IsPresent => Kind != JsonTokenType.None;

    /// <summary>Whether it is absent or holds nothing: null, false, 0, "". The reference asks Python's truth of it.</summary>
    /// <remarks>Empty arrays and objects count as nothing there too; here they have the wrong kind, which is refused as
    /// well.</remarks>
    public bool IsNothing => Kind switch
    {
        JsonTokenType.None or JsonTokenType.Null or JsonTokenType.False => true,
        JsonTokenType.Number => Number == 0,
        JsonTokenType.String => Length == 0,
        _ => false,
    };
}
