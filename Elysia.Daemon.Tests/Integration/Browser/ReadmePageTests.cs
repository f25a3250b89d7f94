using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The parts of the README that show the page: its program, in a page of a third party, and its
/// picture.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class ReadmePageTests : BrowserTest
{
    // `make screenshot` sets the path of the README's picture here.
    private const string PictureVariable = "ELYSIA_SCREENSHOT";

    [TestMethod]
    public async Task Snippet_InAnotherPage_MovesTheFace()
    {
        // A real server rather than a fulfilled route: Chromium lets only pages from this machine open a socket to this
        // machine.
        using var server = new WebStub(null);
        string origin = server.Address.GetLeftPart(UriPartial.Authority);
        await Daemon.DisposeAsync();
        Daemon = await ElysiaProcess.StartAsync(environment: [("ELYSIA_ORIGINS", $"self,{origin}")]);
        server.Answer = WebStub.Ok(
            $"<!doctype html><title>own</title><script type=\"module\">{ReadmeSnippet.For(Daemon.Page.Port)}</script>");
        Window face = await OpenAsync();
        Window own = await Chromium.NewWindowAsync(Screen.Small(), null);
        try
        {
            await own.Page.GotoAsync(origin);

            await face.Page.WaitForFunctionAsync("() => Number(document.querySelector('#face').dataset.mouthCurve) > 0.4");
            Assert.IsEmpty(own.Complaints, string.Join('\n', own.Complaints));
        }
        finally
        {
            await own.Page.Context.CloseAsync();
        }
    }

    [TestMethod]
    public async Task Picture_OfTheReadme_ShowsHerSmilingInAConversation()
    {
        // The width at which a README is shown, which keeps the picture below 300 kB.
        Window window = await OpenAsync(new()
        {
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = 1120, Height = 700 },
            DeviceScaleFactor = 0.7f,
        });
        await window.SayAsync("Hello Elysia! What a beautiful day.");
        await Expect(window.Answers).Not.ToHaveCountAsync(0);
        await window.FeelAsync("hopeful");
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('#face').dataset.mouthCurve) > 0.4");

        if (Environment.GetEnvironmentVariable(PictureVariable) is { Length: > 0 } path)
        {
            await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }
        else
        {
            await KeepAsync(window, "readme");
        }
    }
}
