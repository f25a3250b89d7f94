using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The kinds of screens that viewers use.</summary>
internal static class Screen
{
    /// <summary>A desktop window.</summary>
    /// <param name="locale">The locale of the browser.</param>
    public static BrowserNewContextOptions Desktop(string locale = "en-GB") =>
        new() { Locale = locale, ViewportSize = new ViewportSize { Width = 1280, Height = 800 } };

    /// <summary>A small window, for tests that keep no screenshot: without a graphics card pixels are
    /// expensive.</summary>
    public static BrowserNewContextOptions Small() =>
        new() { Locale = "en-GB", ViewportSize = new ViewportSize { Width = 900, Height = 560 } };

    /// <summary>A phone held upright.</summary>
    /// <param name="locale">The locale of the browser.</param>
    public static BrowserNewContextOptions Phone(string locale = "en-GB") => new()
    {
        Locale = locale,
        ViewportSize = new ViewportSize { Width = 390, Height = 844 },
        DeviceScaleFactor = 2,
        IsMobile = true,
        HasTouch = true,
    };

    /// <summary>A browser source of a streaming program.</summary>
    public static BrowserNewContextOptions Overlay() =>
        new() { Locale = "en-GB", ViewportSize = new ViewportSize { Width = 800, Height = 600 } };
}
