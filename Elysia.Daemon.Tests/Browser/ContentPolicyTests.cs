using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Browser;

/// <summary>The page's guards in a browser: what was said runs nowhere, markup is made of no text, and no other site frames
/// it.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
public sealed class ContentPolicyTests : BrowserTest
{
    private const string Attack = "<script>document.title='owned'</script><svg onload=\"document.title='owned'\">{{7*7}}</svg>";

    [TestMethod]
    public async Task Said_Markup_IsTextInTheWindowAndBreaksNoRule()
    {
        Window window = await OpenAsync(initScript: """
            addEventListener('securitypolicyviolation', (e) => (window.violations ??= []).push(e.violatedDirective));
            window.WebSocket = class extends WebSocket { constructor(url) { super(url); window.borrowed = this; } };
            """);
        await window.SayAsync(Attack);
        await Expect(window.Said.Locator(".line-text")).ToHaveTextAsync(Attack);
        await Expect(window.Answers).ToHaveCountAsync(1);
        await window.Page.EvaluateAsync(
            "attack => borrowed.send(JSON.stringify({ type: 'emotion', emotion: attack }))", Attack);
        await Expect(window.Page.Locator(".line.error")).ToContainTextAsync("<script>");
        await Expect(window.Page.Locator("#chat-log :is(script, svg)")).ToHaveCountAsync(0);
        await Expect(window.Page).ToHaveTitleAsync("Elysia");
        Assert.IsNull(await window.Page.EvaluateAsync<string[]?>("() => window.violations ?? null"));
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Script_Inline_DoesNotRunAndMarkupIsMadeOfNoText()
    {
        Window window = await OpenAsync(initScript: """
            addEventListener('securitypolicyviolation', (e) => (window.violations ??= []).push(e.violatedDirective));
            """);
        await window.Page.EvaluateAsync("""
            () => {
              const script = document.createElement('script');
              try { script.textContent = "document.title = 'owned'"; } catch { }
              document.body.append(script);
            }
            """);
        Assert.IsTrue(await window.Page.EvaluateAsync<bool>(
            "() => { try { document.body.innerHTML = '<p>owned</p>'; return false; } catch { return true; } }"));
        await Expect(window.Page).ToHaveTitleAsync("Elysia");
        await window.Page.WaitForFunctionAsync("() => window.violations?.length > 0");
    }

    [TestMethod]
    public async Task Frame_OnAnotherSite_ShowsNothing()
    {
        Window window = await OpenAsync();
        Uri page = Daemon.Page;

        // The same daemon by another name is another site.
        await window.Page.RouteAsync("http://elsewhere.test/**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"<title>elsewhere</title><iframe src='{page}'></iframe>",
        }));
        IResponse? framed = null;
        window.Page.Response += (_, response) => framed = response.Url == page.AbsoluteUri ? response : framed;
        await window.Page.GotoAsync("http://elsewhere.test/", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Expect(window.Page).ToHaveTitleAsync("elsewhere");
        Assert.IsNotNull(framed, "The frame was asked for.");
        await Expect(window.Page.FrameLocator("iframe").Locator("#face")).ToHaveCountAsync(0);
    }
}
