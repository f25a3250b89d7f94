using System.Globalization;
using System.Security;
using System.Text;

namespace Elysia.Bench.Compare.Report;

/// <summary>A bar of a chart; a null value is drawn as words, never as a bar of length zero.</summary>
internal sealed record Bar(string Name, double? Value, string Text, BarRole Role);

/// <summary>The owner of a bar, which determines its colour.</summary>
internal enum BarRole
{
    /// <summary>The floor, the reference for the others.</summary>
    Floor,

    /// <summary>Elysia.</summary>
    Ours,

    /// <summary>Another server.</summary>
    Peer,
}

/// <summary>Draws horizontal bars as SVG, without a background and in colours that are legible on white and on
/// black.</summary>
internal static class BarChart
{
    private const int Width = 760;
    private const int HeadHeight = 56;
    private const int RowHeight = 30;
    private const int BarHeight = 18;
    private const int NameWidth = 215;
    private const int ValueWidth = 95;
    private const int PlotWidth = Width - NameWidth - ValueWidth;
    private const string Ink = "#7d8590"; // A contrast of 3.6 : 1 or better on both backgrounds.

    public static string Draw(string title, string subtitle, IReadOnlyList<Bar> bars, bool logarithmic)
    {
        int height = HeadHeight + (bars.Count * RowHeight) + 10;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}"
                role="img" aria-label="{Escape(title)}" font-family="system-ui, sans-serif" font-size="14">
              <title>{Escape(title)}</title>
              <text x="0" y="20" fill="{Ink}" font-size="17" font-weight="600">{Escape(title)}</text>
              <text x="0" y="42" fill="{Ink}">{Escape(subtitle)}</text>
              <path d="M{NameWidth} {HeadHeight - 4}V{height - 6}" stroke="{Ink}" stroke-opacity="0.5"/>
            """);
        Scale scale = Scale.For([.. bars.Where(bar => bar.Value > 0).Select(bar => bar.Value!.Value)], logarithmic);
        for (int index = 0; index < bars.Count; index++)
        {
            AppendBar(svg, bars[index], HeadHeight + (index * RowHeight), scale);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendBar(StringBuilder svg, Bar bar, int top, Scale scale)
    {
        double length = bar.Value is { } value ? scale.Share(value) * PlotWidth : 0;
        string weight = bar.Role == BarRole.Ours ? " font-weight=\"700\"" : "";
        int baseline = top + 14;
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
              <text x="{NameWidth - 10}" y="{baseline}" text-anchor="end" fill="{Ink}"{weight}>{Escape(bar.Name)}</text>
              <rect x="{NameWidth}" y="{top}" width="{length:0.#}" height="{BarHeight}" fill="{Colour(bar.Role)}"/>
              <text x="{NameWidth + length + 8:0.#}" y="{baseline}" fill="{Ink}"{weight}>{Escape(bar.Text)}</text>
            """);
    }

    private static string Colour(BarRole role) => role switch
    {
        BarRole.Ours => "#d6579b",
        BarRole.Floor => "#9aa4b2",
        _ => "#5b8def",
    };

    private static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>Maps values to 0..1; a logarithmic scale starts at the power of ten below the smallest value.</summary>
    private sealed record Scale(double From, double To, bool Logarithmic)
    {
        public static Scale For(IReadOnlyList<double> values, bool logarithmic)
        {
            double largest = values.DefaultIfEmpty(1).Max();
            double smallest = values.DefaultIfEmpty(1).Min();
            return logarithmic
                ? new Scale(Math.Ceiling(Math.Log10(smallest)) - 1, Math.Log10(largest), true)
                : new Scale(0, largest, false);
        }

        public double Share(double value)
        {
            double at = Logarithmic ? Math.Log10(Math.Max(value, 1e-9)) : value;
            return To <= From ? 1 : Math.Clamp((at - From) / (To - From), 0, 1);
        }
    }
}
