using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>The README's program drives her face in Node.js, started by the command that the README prints.</summary>
[TestClass]
internal sealed class ReadmeSnippetTests
{
    [TestMethod]
    public async Task Snippet_InNode_MovesTheFaceAndPrintsUpdates()
    {
        (_, string version) = await Tool.RunAsync("node", ["--version"]);
        int major = int.Parse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture);
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("elysia-readme-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "face.mjs"), ReadmeSnippet.For(host.Port));
        using System.Diagnostics.Process program = System.Diagnostics.Process.Start(
            new ProcessStartInfo("node", ReadmeSnippet.Arguments(major))
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            })!;
        try
        {
            await Eventually.TrueAsync(() => viewer.Picture?[0] > 0.4, "she smiles");
            string? line = await program.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Deadline, TimeProvider.System);
            using JsonDocument update = JsonDocument.Parse(line!);
            Assert.IsTrue(update.RootElement.TryGetProperty("expression", out _), line);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }
}
