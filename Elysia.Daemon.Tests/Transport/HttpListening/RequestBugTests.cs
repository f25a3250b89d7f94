using Elysia.Http;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Transport.HttpListening;

/// <summary>A bug that a request meets is answered 500 without a body, and told in one short line a minute.</summary>
[TestClass]
internal sealed class RequestBugTests
{
    private const string Secret = "what-the-client-sent\u001b[31m";

    [TestMethod]
    [Timeout(60_000)]
    public async Task Request_ThatMeetsABug_Is500WithoutABody()
    {
        var buggy = new ScriptedEndpoint("/bug", _ => throw new InvalidOperationException(Secret));
        var other = new ScriptedEndpoint("/other", _ => throw new FormatException(Secret + new string('x', 10_000)));
        using HttpServerHost host = await HttpServerHost.StartAsync(endpoints: [buggy, other]);
        for (int i = 0; i < 10; i++)
        {
            string answer = await host.AnswerAsync("/bug");
            StringAssert.StartsWith(answer, "HTTP/1.1 500 ", StringComparison.Ordinal);
            StringAssert.EndsWith(answer, "\r\n\r\n", StringComparison.Ordinal);
            StringAssert.StartsWith(await host.AnswerAsync("/other"), "HTTP/1.1 500 ", StringComparison.Ordinal);
        }

        string[] told = [.. host.Log.Lines.Where(l => l.Contains("a bug in the daemon", StringComparison.Ordinal))];
        Assert.HasCount(2, told);
        foreach (string line in told)
        {
            Assert.IsLessThanOrEqualTo(300, line.Length, line);
            Assert.DoesNotContain("what-the-client-sent", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }

        StringAssert.StartsWith(await host.AnswerAsync("/favicon.svg"), "HTTP/1.1 200 ", StringComparison.Ordinal);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Request_ThatMeetsABugAfterItsHead_IsCutOff()
    {
        var torn = new ScriptedEndpoint("/torn", _ => new HttpResponse(
            200, "audio/wav", new byte[1_000_000], ("Bad", "a\u0001b")));
        using HttpServerHost host = await HttpServerHost.StartAsync(endpoints: torn);
        Assert.DoesNotContain(" 200 ", await host.AnswerAsync("/torn"), StringComparison.Ordinal);
    }
}
