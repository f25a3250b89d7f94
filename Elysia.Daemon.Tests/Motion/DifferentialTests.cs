using System.Globalization;
using System.Text;
using System.Text.Json;
using Elysia.Http;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Motion;

/// <summary>The client in JavaScript shows the values that C# computes, over whole histories; and it is one
/// module.</summary>
[TestClass]
internal sealed class DifferentialTests
{
    private const int Damages = 20_000;

    [TestMethod]
    public async Task Viewer_WholeHistories_ShowsTheSameInBothLanguages()
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
            Assert.AreEqual(Damages, result.GetProperty("damaged").GetInt32());
            int refused = result.GetProperty("refused").GetInt32();
            Assert.IsTrue(refused is > Damages / 10 and < Damages * 9 / 10, $"{refused} of {Damages} were refused");
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
        var binaries = new List<byte[]>();
        foreach (int seed in Enumerable.Range(1, 12))
        {
            MotionHistory life = new MotionHistory(0.01, 120, seed * 3, seed % 2 == 0, seed).Live();
            var viewer = new MotionPicture();
            long at = 0;
            int next = 0;
            foreach ((double us, _) in life.Truth)
            {
                for (; next < life.Published.Count && life.Published[next].Us <= us; next++)
                {
                    MotionTick tick = life.Published[next];
                    if (MotionHistory.Message(tick, at) is { } frame)
                    {
                        viewer.Receive(frame);
                        string start = at == 0 ? "\"start\":true," : "";
                        Frame binary = MotionHistory.Message(tick, at, MotionForm.Binary)!;
                        binaries.Add(binary.Payload.ToArray());
                        string bytes = Convert.ToHexStringLower(binary.Payload.Span);
                        lines.Append(CultureInfo.InvariantCulture,
                            $"{{{start}\"message\":{Json.Text(frame)},\"bytes\":\"{bytes}\"}}\n");
                    }

                    at = tick.Tick;
                }

                string values = string.Join(',', AvatarStates.Fields
                    .Select(f => viewer.At(f, us).ToString("R", CultureInfo.InvariantCulture)));
                lines.Append(CultureInfo.InvariantCulture, $"{{\"us\":{us:R},\"values\":[{values}]}}\n");
            }
        }

        Damage(binaries, lines);
        return lines.ToString();
    }

    /// <summary>Creates messages with one or two flipped bits, and the result of decoding them in C#.</summary>
    private static void Damage(List<byte[]> messages, StringBuilder lines)
    {
        var random = new Random(8);
        for (int i = 0; i < Damages; i++)
        {
            byte[] bytes = [.. messages[random.Next(messages.Count)]];
            for (int n = random.Next(2); n >= 0; n--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            MotionMessage? message = BinaryMotionDecoder.Decode(bytes);
            var picture = new MotionPicture();
            if (message?.Kind == FrameKind.Full)
            {
                picture.Receive(message);
            }

            string digest = message?.Kind == FrameKind.Full ? picture.Digest() : "";
            string taken = message is null ? "false" : "true";
            lines.Append(CultureInfo.InvariantCulture, $"{{\"damaged\":\"{Convert.ToHexStringLower(bytes)}\",")
                .Append(CultureInfo.InvariantCulture, $"\"taken\":{taken},\"digest\":\"{digest}\"}}\n");
        }
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
