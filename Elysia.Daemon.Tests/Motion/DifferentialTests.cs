using System.Globalization;
using System.Text;
using System.Text.Json;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.Tests.Fakes;
using Elysia.Tests.Tidy;
using Elysia.Transport;

namespace Elysia.Tests.Motion;

/// <summary>The client in JavaScript shows what C# says it does, over whole lives; and it is one module.</summary>
[TestClass]
public sealed class DifferentialTests
{
    [TestMethod]
    public async Task Picture_OfWholeLives_IsTheSameInBothLanguages()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Lives());
            string script = Path.Combine(SourceTree.Root.FullName, "Elysia.Daemon.Tests/Motion/differential.mjs");
            JsonElement result = Json.Parse(await NodeAsync(script, file));
            Assert.IsGreaterThan(100_000, result.GetProperty("values").GetInt32());
            Assert.IsGreaterThan(20, result.GetProperty("digests").GetInt32());
            Assert.IsLessThanOrEqualTo(1e-6, result.GetProperty("worst").GetDouble());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public async Task ClientModule_Joined_IsOneModuleWithOneExport()
    {
        Dictionary<string, string> sources = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root.FullName, "Elysia.Daemon/Client"), "*.js")
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        string joined = ClientModule.Join(sources);
        Assert.IsTrue(sources.Keys.All(name => !joined.Contains($"'./{name}'", StringComparison.Ordinal)));
        string file = Path.ChangeExtension(Path.GetTempFileName(), ".mjs");
        try
        {
            await File.WriteAllTextAsync(file, joined);
            const string names = "console.log(Object.keys(await import(process.argv[1])).join())";
            Assert.AreEqual("connect", (await NodeAsync("--input-type=module", "-e", names, file)).Trim());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Lives()
    {
        var lines = new StringBuilder();
        foreach (int seed in Enumerable.Range(1, 12))
        {
            MotionLife life = new MotionLife(0.01, 120, seed * 3, seed % 2 == 0, seed).Live();
            var viewer = new MotionPicture();
            long at = 0;
            int next = 0;
            foreach ((double us, _) in life.Truth)
            {
                for (; next < life.Published.Count && life.Published[next].Us <= us; next++)
                {
                    MotionTick tick = life.Published[next];
                    if (MotionLife.Message(tick, at) is { } frame)
                    {
                        viewer.Receive(frame);
                        string start = at == 0 ? "\"start\":true," : "";
                        lines.Append(CultureInfo.InvariantCulture, $"{{{start}\"message\":{Json.Text(frame)}}}\n");
                    }

                    at = tick.Tick;
                }

                string values = string.Join(',', AvatarStates.Fields
                    .Select(f => viewer.At(f, us).ToString("R", CultureInfo.InvariantCulture)));
                lines.Append(CultureInfo.InvariantCulture, $"{{\"us\":{us:R},\"values\":[{values}]}}\n");
            }
        }

        return lines.ToString();
    }

    private static async Task<string> NodeAsync(params string[] arguments)
    {
        using var node = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = node.StandardError.ReadToEndAsync();
        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.AreEqual(0, node.ExitCode, await error);
        return output;
    }
}
