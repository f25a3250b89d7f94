using Elysia.Bench.Attack.Attackers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The page of a daemon that requires tokens.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class TokenTests : BrowserTest
{
    private static readonly TokenForge Forge = new(TimeProvider.System);

    [TestInitialize]
    public async Task RequireTokensAsync()
    {
        await Daemon.DisposeAsync();
        Daemon = await ElysiaProcess.StartAsync(
            environment: [("ELYSIA_AUTH", "jwt"), ("ELYSIA_JWT_SECRET", TokenForge.Secret)]);
    }

    [TestMethod]
    public async Task Open_WithoutAToken_AsksForOneAndThenShowsTheFace()
    {
        Window window = await OpenAsync(Screen.Desktop(), isLive: false);
        await Expect(Form(window)).ToBeVisibleAsync();
        await Expect(Reason(window)).ToContainTextAsync("You need a token");
        await Expect(Input(window)).ToBeFocusedAsync();
        await Expect(window.Badge).ToHaveTextAsync("Token needed");
        await Expect(window.Page.Locator(".columns")).ToHaveCSSAsync("opacity", "0.2");
        await KeepAsync(window, "token-en");

        await EnterAsync(window, Forge.Make("speaker", lasts: TimeSpan.FromHours(-1)));
        await Expect(Reason(window)).ToHaveTextAsync("The token was refused: it has expired.");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-connection", "locked");
        await Expect(window.Badge).ToHaveTextAsync("Token needed");

        await EnterAsync(window, Forge.Make("speaker"));
        await window.IsLiveAsync();
        await Expect(Form(window)).ToBeHiddenAsync();
        await window.SayAsync("Hello Elysia!");
        await Expect(window.Answers).ToHaveCountAsync(1);

        await window.Page.ReloadAsync();
        await window.IsLiveAsync();
        await Expect(Form(window)).ToBeHiddenAsync();
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));

        Window other = await OpenAsync(Screen.Phone("ko-KR"), isLive: false);
        await Expect(Reason(other)).ToContainTextAsync("토큰이 필요해요");
        await KeepAsync(other, "token-ko");
    }

    [TestMethod]
    public async Task Stay_TokenExpiresSoon_AsksForANewOneAndContinues()
    {
        Window window = await OpenAsync(Screen.Desktop(), isLive: false);
        await EnterAsync(window, Forge.Make("viewer", lasts: TimeSpan.FromSeconds(59)));
        await window.IsLiveAsync();
        await Expect(Reason(window)).ToContainTextAsync("seconds. Enter a new one to stay.");
        await Expect(window.Page.Locator("#chat-form")).ToBeHiddenAsync();
        await KeepAsync(window, "token-expiring");

        await EnterAsync(window, "nonsense");
        await Expect(Reason(window)).ToHaveTextAsync("The token was refused: it is no JSON Web Token.");
        await EnterAsync(window, Forge.Make("speaker"));
        await Expect(Form(window)).ToBeHiddenAsync();
        await Expect(window.Page.Locator("#chat-form")).ToBeVisibleAsync();
        await window.IsLiveAsync();
    }

    private static ILocator Form(Window window) => window.Page.Locator("#token");

    private static ILocator Reason(Window window) => window.Page.Locator("#token-why");

    private static ILocator Input(Window window) => window.Page.Locator("#token-input");

    private static async Task EnterAsync(Window window, string token)
    {
        await Input(window).FillAsync(token);
        await window.Page.Locator("#token-send").ClickAsync();
    }
}
