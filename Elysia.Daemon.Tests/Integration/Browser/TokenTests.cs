using Elysia.Bench.Attack.Attackers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The page of a daemon that asks for tokens.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class TokenTests : BrowserTest
{
    private static readonly TokenForge Forge = new(TimeProvider.System);

    [TestInitialize]
    public async Task AskForTokensAsync()
    {
        await Daemon.DisposeAsync();
        Daemon = await ElysiaProcess.StartAsync(
            environment: [("ELYSIA_AUTH", "jwt"), ("ELYSIA_JWT_SECRET", TokenForge.Secret)]);
    }

    [TestMethod]
    public async Task Open_WithoutAToken_AsksAndShowsHerOnceItIsGiven()
    {
        Window window = await OpenAsync(Screen.Desktop(), isLive: false);
        await Expect(Form(window)).ToBeVisibleAsync();
        await Expect(Why(window)).ToContainTextAsync("You need a token");
        await Expect(Input(window)).ToBeFocusedAsync();
        await Expect(window.Badge).ToHaveTextAsync("Token needed");
        await Expect(window.Page.Locator(".columns")).ToHaveCSSAsync("opacity", "0.2");
        await KeepAsync(window, "token-en");

        await GiveAsync(window, Forge.Make("speaker", lasts: TimeSpan.FromHours(-1)));
        await Expect(Why(window)).ToHaveTextAsync("The token was refused: it has expired.");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-connection", "locked");
        await Expect(window.Badge).ToHaveTextAsync("Token needed");

        await GiveAsync(window, Forge.Make("speaker"));
        await window.IsLiveAsync();
        await Expect(Form(window)).ToBeHiddenAsync();
        await window.SayAsync("Hello Elysia!");
        await Expect(window.Answers).ToHaveCountAsync(1);

        await window.Page.ReloadAsync();
        await window.IsLiveAsync();
        await Expect(Form(window)).ToBeHiddenAsync();
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));

        Window other = await OpenAsync(Screen.Phone("ko-KR"), isLive: false);
        await Expect(Why(other)).ToContainTextAsync("토큰이 필요해요");
        await KeepAsync(other, "token-ko");
    }

    [TestMethod]
    public async Task Stay_TokenEndsSoon_AsksForANewOneAndGoesOn()
    {
        Window window = await OpenAsync(Screen.Desktop(), isLive: false);
        await GiveAsync(window, Forge.Make("viewer", lasts: TimeSpan.FromSeconds(59)));
        await window.IsLiveAsync();
        await Expect(Why(window)).ToContainTextAsync("seconds. Enter a new one to stay.");
        await Expect(window.Page.Locator("#chat-form")).ToBeHiddenAsync();
        await KeepAsync(window, "token-expiring");

        await GiveAsync(window, "nonsense");
        await Expect(Why(window)).ToHaveTextAsync("The token was refused: it is no JSON Web Token.");
        await GiveAsync(window, Forge.Make("speaker"));
        await Expect(Form(window)).ToBeHiddenAsync();
        await Expect(window.Page.Locator("#chat-form")).ToBeVisibleAsync();
        await window.IsLiveAsync();
    }

    private static ILocator Form(Window window) => window.Page.Locator("#token");

    private static ILocator Why(Window window) => window.Page.Locator("#token-why");

    private static ILocator Input(Window window) => window.Page.Locator("#token-input");

    private static async Task GiveAsync(Window window, string token)
    {
        await Input(window).FillAsync(token);
        await window.Page.Locator("#token-send").ClickAsync();
    }
}
