using System.Globalization;
using System.Text;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>The tags by which an answer names a feeling: [hopeful], or [hopeful 0.8] with its strength. Pure.</summary>
internal static class FeelingTag
{
    /// <summary>The maximum length of a tag, brackets included; anything longer is text.</summary>
    /// <remarks>Unit: characters. 32: the longest tag, "[introspective 0.85]", and some spaces.</remarks>
    public const int MaxChars = 32;

    /// <summary>The strength of a tag without a number.</summary>
    /// <remarks>0.5, the default of an emotion message (system.md section 6).</remarks>
    public const double DefaultIntensity = 0.5;

    /// <summary>Parses the text between the brackets.</summary>
    /// <returns>Whether it names a feeling; "[1]" and "[sic]" do not, and are text.</returns>
    public static bool TryParse(ReadOnlySpan<char> inside, out NamedFeeling named)
    {
        named = default;
        Span<Range> parts = stackalloc Range[3];
        int count = inside.SplitAny(parts, " :=", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (count is not (1 or 2) || inside.Length > MaxChars)
        {
            return false;
        }

        Span<byte> name = stackalloc byte[MaxChars * 4];
        int bytes = Encoding.UTF8.GetBytes(inside[parts[0]].ToString().ToLowerInvariant(), name);
        double intensity = DefaultIntensity;
        if (!Feelings.TryParse(name[..bytes], out Feeling feeling)
            || (count == 2 && !(double.TryParse(inside[parts[1]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out intensity) && intensity is >= 0 and <= 1)))
        {
            return false;
        }

        named = new NamedFeeling(feeling, intensity);
        return true;
    }
}

/// <summary>A feeling that an answer names by a tag.</summary>
/// <param name="Feeling">The feeling.</param>
/// <param name="Intensity">The strength, 0..1.</param>
internal readonly record struct NamedFeeling(Feeling Feeling, double Intensity);
