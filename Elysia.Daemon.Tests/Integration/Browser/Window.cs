using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>One window with the page in it, and every error that the page reported.</summary>
internal sealed class Window
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public Window(IPage page)
    {
        Page = page;

        // A violation of the content security policy is reported on the console as an error.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception: {error}");
        page.RequestFailed += (_, request) => _complaints.Enqueue($"failed: {request.Url} {request.Failure}");
    }

    /// <summary>Playwright's page.</summary>
    public IPage Page { get; }

    /// <summary>The errors since the window was opened; empty if there are none.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public ILocator Face => Page.Locator("#face");

    public ILocator Badge => Page.Locator("#badge");

    public ILocator ChatInput => Page.Locator("#chat-input");

    /// <summary>The texts of the person, as shown in the conversation.</summary>
    public ILocator Said => Page.Locator(".line.you");

    /// <summary>Elysia's answers.</summary>
    public ILocator Answers => Page.Locator(".line.elysia .line-text");

    public ILocator Spirits => Page.GetByRole(AriaRole.Meter);

    /// <summary>Opens the page and waits until it receives updates.</summary>
    public async Task GoAsync(Uri address)
    {
        await Page.GotoAsync(address.AbsoluteUri).ConfigureAwait(false);
        await IsLiveAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until the window is connected.</summary>
    public Task IsLiveAsync() => Expect(Page.Locator("html")).ToHaveAttributeAsync("data-connection", "open");

    /// <summary>Waits until the window knows that the daemon is gone.</summary>
    public Task IsAwayAsync() => Expect(Page.Locator("html")).Not.ToHaveAttributeAsync("data-connection", "open");

    /// <summary>Chooses a feeling for Elysia by its button.</summary>
    public Task FeelAsync(string name) => Page.Locator($"button[data-feeling={name}]").ClickAsync();

    /// <summary>Waits until the corners of her mouth have reached a value.</summary>
    public Task SmilesAsync(double curve) => Expect(Face).ToHaveAttributeAsync("data-mouth-curve", Server.Shown(curve));

    /// <summary>Says something to Elysia as a person does: types it and presses Enter.</summary>
    public async Task SayAsync(string text)
    {
        await ChatInput.FillAsync(text).ConfigureAwait(false);
        await ChatInput.PressAsync("Enter").ConfigureAwait(false);
    }
}
