using Elysia.Tests.Fakes;
using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>A test with the real daemon and a real browser: one Chromium per class and one daemon per test.</summary>
/// <remarks>The classes do not run in parallel: on a small machine two browsers that draw would starve the
/// daemon.</remarks>
internal abstract class BrowserTest
{
    /// <summary>The time after which an expected event counts as not happening, on a busy machine.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    // MSTest puts results into the folder of the binaries; screenshots belong beside the source, where developers look
    // for them.
    private static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    private static Chromium? s_chromium;

    private readonly List<Window> _windows = [];
    private ElysiaProcess? _daemon;

    /// <summary>Set by MSTest.</summary>
    public required TestContext TestContext { get; set; }

    private protected static Chromium Chromium => s_chromium!;

    private protected ElysiaProcess Daemon
    {
        get => _daemon!;
        set => _daemon = value;
    }

    /// <summary>Starts the Chromium of the class.</summary>
    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task LaunchAsync(TestContext context) =>
        s_chromium = Chromium.Missing is null ? await Chromium.LaunchAsync() : null;

    /// <summary>Ends the Chromium of the class.</summary>
    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task CloseAsync()
    {
        if (s_chromium is not null)
        {
            await s_chromium.DisposeAsync();
        }
    }

    /// <summary>Starts the daemon of the test.</summary>
    [TestInitialize]
    public async Task StartAsync()
    {
        if (Chromium.Missing is { } reason)
        {
            MissingTool.Report(reason);
        }

        _daemon = await ElysiaProcess.StartAsync();
    }

    /// <summary>Closes the windows and ends the daemon of the test.</summary>
    [TestCleanup]
    public async Task StopAsync()
    {
        // An open window keeps drawing, sixty times a second.
        foreach (Window window in _windows)
        {
            await window.Page.Context.CloseAsync();
        }

        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }
    }

    /// <summary>Opens the page of the test's daemon in a new window.</summary>
    private protected async Task<Window> OpenAsync(
        BrowserNewContextOptions? screen = null, string query = "", string? initScript = null, int? port = null,
        bool isLive = true)
    {
        var page = new UriBuilder(new Uri(Daemon.Page, query));
        page.Port = port ?? page.Port;
        Window window = await Chromium.NewWindowAsync(screen ?? Screen.Small(), initScript);
        _windows.Add(window);
        await (isLive ? window.GoAsync(page.Uri) : window.Page.GotoAsync(page.Uri.AbsoluteUri));
        return window;
    }

    /// <summary>Opens another path of the test's daemon in a new window.</summary>
    private protected async Task<Window> OpenPathAsync(string path, BrowserNewContextOptions? screen = null)
    {
        Window window = await Chromium.NewWindowAsync(screen ?? Screen.Small(), null);
        _windows.Add(window);
        await window.Page.GotoAsync(new Uri(Daemon.Page, path).AbsoluteUri);
        return window;
    }

    /// <summary>Saves a screenshot of a window as a result of the test.</summary>
    private protected async Task KeepAsync(Window window, string name, bool transparent = false)
    {
        string path = Path.Combine(Root, "TestResults", "screenshots", $"{name}.png");
        await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, OmitBackground = transparent });
        TestContext.AddResultFile(path);
    }

    private static string FindRoot(DirectoryInfo from)
    {
        DirectoryInfo? at = from;
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Elysia.slnx")))
        {
            at = at.Parent;
        }

        return (at ?? from).FullName;
    }
}
