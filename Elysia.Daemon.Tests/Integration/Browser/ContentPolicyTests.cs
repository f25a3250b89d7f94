using System.Net;
using System.Text;
using Elysia.Transport.HttpListening;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The page's protection in a browser: chat texts are never executed, text never becomes markup, and no other
/// site can frame the page.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class ContentPolicyTests : BrowserTest
{
    private const string Attack = "<script>document.title='owned'</script><svg onload=\"document.title='owned'\">{{7*7}}</svg>";

    [TestMethod]
    public async Task Say_Markup_IsShownAsTextWithoutAViolation()
    {
        Window window = await OpenAsync(initScript: """
            addEventListener('securitypolicyviolation', (e) => (window.violations ??= []).push(e.violatedDirective));
            window.WebSocket = class extends WebSocket { constructor(...all) { super(...all); window.borrowed = this; } };
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
    public async Task Script_Inline_DoesNotRunAndTextNeverBecomesMarkup()
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

        // A different port is a different origin.
        (HttpListener elsewhere, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        using HttpListener listener = elsewhere;
        Task<HttpListenerContext> asked = listener.GetContextAsync();
        Task<IResponse?> going = window.Page.GotoAsync($"http://127.0.0.1:{port}/");
        HttpListenerContext context = await asked.WaitAsync(Deadline, TimeProvider.System);
        context.Response.ContentType = "text/html";
        byte[] body = Encoding.UTF8.GetBytes($"<title>elsewhere</title><iframe src='{page}'></iframe>");
        context.Response.Close(body, willBlock: true);
        await going;
        await Expect(window.Page).ToHaveTitleAsync("elsewhere");
        Assert.IsTrue(window.Complaints.Any(c => c.Contains("frame-ancestors", StringComparison.Ordinal)),
            string.Join('\n', window.Complaints));
        await Expect(window.Page.FrameLocator("iframe").Locator("#face")).ToHaveCountAsync(0);
    }
}
