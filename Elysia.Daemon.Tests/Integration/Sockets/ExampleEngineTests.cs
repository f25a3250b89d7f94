using System.Diagnostics;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>The example of docs/SPEAKING.md works as described.</summary>
[TestClass]
internal sealed class ExampleEngineTests
{
    [TestMethod]
    public async Task Engine_Python_MovesTheFace()
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            MissingTool.Report("python3 is missing. Install it: packaging/test-tools.sh");
        }

        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync();
        string script = Path.Combine(SourceTree.Root.FullName, "examples", "engine.py");
        using System.Diagnostics.Process engine = System.Diagnostics.Process.Start(
            new ProcessStartInfo("/usr/bin/python3", [script, $"127.0.0.1:{host.Port}"]))!;
        try
        {
            await Eventually.TrueAsync(() => viewer.Picture?[0] > 0.5, "she smiles");
            await Eventually.TrueAsync(() => viewer.Picture![0] < 0.2, "and stops smiling");
            Assert.IsFalse(engine.HasExited);
        }
        finally
        {
            engine.Kill();
            await engine.WaitForExitAsync();
        }
    }
}
