using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The page in every window it is shown in: a phone, a stream, a small desktop.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class LayoutTests : BrowserTest
{
    /// <summary>The size that a thumb hits reliably, in CSS pixels. Source: WCAG 2.2, 2.5.5.</summary>
    private const float ThumbPixels = 44;

    private static readonly (int Width, int Height)[] Sizes = [(360, 640), (820, 1180), (1024, 600)];

    [TestMethod]
    [DataRow("en-GB")]
    [DataRow("ko-KR")]
    public async Task Phone_Width390_FitsAndCanBeUsedByThumb(string locale)
    {
        Window window = await OpenAsync(Screen.Phone(locale));
        await window.FeelAsync("hopeful");
        await window.SmilesAsync(0.48);
        await window.SayAsync(locale == "ko-KR" ? "안녕 엘리시아!" : "Hello Elysia!");
        await Expect(window.Answers).ToHaveCountAsync(1);

        int width = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.IsLessThanOrEqualTo(390, width, "The page must not scroll sideways.");
        foreach (ILocator button in await window.Page.Locator("button:visible").AllAsync())
        {
            LocatorBoundingBoxResult box = (await button.BoundingBoxAsync())!;
            Assert.IsGreaterThanOrEqualTo(ThumbPixels, Math.Min(box.Height, box.Width));
            Assert.IsTrue(box.X >= 0 && box.X + box.Width <= 390, "A button must not reach beyond the edge.");
        }

        await Expect(window.Face).ToBeInViewportAsync();
        await Expect(window.ChatInput).ToBeInViewportAsync();
        await KeepAsync(window, $"phone-{locale[..2]}");
    }

    [TestMethod]
    public async Task Window_OfAnySize_HasNoHorizontalScrollAndShowsFaceAndChat()
    {
        Window window = await OpenAsync();

        foreach ((int width, int height) in Sizes)
        {
            await window.Page.SetViewportSizeAsync(width, height);

            await window.Page.WaitForFunctionAsync("(width) => innerWidth === width", width);
            Assert.IsLessThanOrEqualTo(width, await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await Expect(window.Face).ToBeInViewportAsync();
            await window.ChatInput.ScrollIntoViewIfNeededAsync();
            await Expect(window.ChatInput).ToBeInViewportAsync();
            await KeepAsync(window, $"window-{width}x{height}");
        }
    }

    [TestMethod]
    public async Task Overlay_InAStream_IsTheFaceOnATransparentBackground()
    {
        Window window = await OpenAsync(Screen.Overlay(), "?overlay=1");
        await window.SmilesAsync(0);

        await Expect(window.Face).ToBeInViewportAsync();
        foreach (string hidden in new[] { ".top", ".panel", ".mood" })
        {
            await Expect(window.Page.Locator(hidden)).ToBeHiddenAsync();
        }

        byte[] picture = await window.Page.ScreenshotAsync(new PageScreenshotOptions { OmitBackground = true });
        await KeepAsync(window, "overlay", transparent: true);
        int[] alpha = await AlphaAsync(window, picture);
        Assert.AreEqual(0, alpha[0], "The corner must be transparent.");
        Assert.AreEqual(255, alpha[1], "Her face must be opaque.");
    }

    // The browser decodes the picture, on an empty page, which has no policy that forbids it.
    private static async Task<int[]> AlphaAsync(Window window, byte[] picture)
    {
        await window.Page.GotoAsync("about:blank");
        return await window.Page.EvaluateAsync<int[]>("""
            async (base64) => {
              const image = new Image();
              image.src = `data:image/png;base64,${base64}`;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
              canvas.drawImage(image, 0, 0);
              const alpha = (x, y) => canvas.getImageData(x, y, 1, 1).data[3];
              return [alpha(2, 2), alpha(image.width / 2, image.height / 2)];
            }
            """, Convert.ToBase64String(picture));
    }
}
