using System.Globalization;
using System.Security;
using System.Text;

namespace Elysia.Bench.Picture;

/// <summary>A line of a chart.</summary>
internal sealed record Line(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Draws lines over time as SVG, in the style of <c>BarChart</c>: without a background and in colours that are
/// legible on white and on black.</summary>
internal static class LineChart
{
    private const int Width = 760;
    private const int Height = 300;
    private const int Left = 48;
    private const int Top = 78;
    private const int Bottom = 30;
    private const string Ink = "#7d8590";

    /// <summary>Draws a chart.</summary>
    /// <param name="title">The subject of the chart.</param>
    /// <param name="unit">The units of the two axes.</param>
    /// <param name="lines">The lines; none of them may be empty.</param>
    /// <param name="limit">A dashed horizontal line, with its name.</param>
    public static string Draw(string title, string unit, IReadOnlyList<Line> lines, (double Y, string Name) limit)
    {
        double most = Math.Max(limit.Y, lines.Max(line => line.Points.Max(p => p.Y)));
        double end = lines.Max(line => line.Points.Max(p => p.X));
        double X(double x) => Left + (x / end * (Width - Left - 10));
        double Y(double y) => Height - Bottom - (y / most * (Height - Top - Bottom));
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}"
                role="img" aria-label="{Escape(title)}" font-family="system-ui, sans-serif" font-size="14">
              <title>{Escape(title)}</title>
              <text x="0" y="20" fill="{Ink}" font-size="17" font-weight="600">{Escape(title)}</text>
              <text x="0" y="42" fill="{Ink}">{Escape(unit)}</text>
              <path d="M{Left} {Top}V{Height - Bottom}H{Width - 10}" stroke="{Ink}" stroke-opacity="0.5" fill="none"/>
              <text x="{Left - 6}" y="{Top + 5}" text-anchor="end" fill="{Ink}">{most:0.###}</text>
              <text x="{Left - 6}" y="{Height - Bottom}" text-anchor="end" fill="{Ink}">0</text>
              <text x="{Left}" y="{Height - 8}" fill="{Ink}">0</text>
              <text x="{Width - 10}" y="{Height - 8}" text-anchor="end" fill="{Ink}">{end:0.#} s</text>
            """);
        for (int i = 0; i < lines.Count; i++)
        {
            string path = string.Join('L', lines[i].Points.Select(p => Text($"{X(p.X):0.#} {Y(p.Y):0.#}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                  <path d="M{path}" stroke="{lines[i].Colour}" stroke-width="1.5" fill="none"/>
                  <rect x="{Left + (i * 330)}" y="53" width="14" height="4" fill="{lines[i].Colour}"/>
                  <text x="{Left + 20 + (i * 330)}" y="60" fill="{Ink}">{Escape(lines[i].Name)}</text>
                """);
        }

        return svg.AppendLine(CultureInfo.InvariantCulture, $"""
              <path d="M{Left} {Y(limit.Y):0.#}H{Width - 10}" stroke="{Ink}" stroke-dasharray="4 4"/>
              <text x="{Width - 10}" y="{Y(limit.Y) - 5:0.#}" text-anchor="end" fill="{Ink}">{Escape(limit.Name)}</text>
            </svg>
            """).ToString();
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
