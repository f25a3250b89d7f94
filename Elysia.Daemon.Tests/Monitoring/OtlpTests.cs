using System.Net;
using System.Text;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.HttpListening;

namespace Elysia.Tests.Monitoring;

/// <summary>Metrics pushed to a real receiver of OTLP over HTTP.</summary>
[TestClass]
internal sealed class OtlpTests
{
    [TestMethod]
    public async Task Export_ToAReceiver_SendsTheNamesOfTheMeter()
    {
        (HttpListener receiver, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        using (receiver)
        {
            await using DaemonHost host = await DaemonHost.StartAsync(
                with: o => o with { OtlpEndpoint = new Uri($"http://127.0.0.1:{port}"), OtlpSeconds = 1 });
            HttpListenerContext export = await Eventually.CompletesAsync(receiver.GetContextAsync(), "an export comes");
            using var body = new MemoryStream();
            await export.Request.InputStream.CopyToAsync(body);
            export.Response.Close();
            _ = AnswerAllAsync(receiver);

            Assert.AreEqual("POST", export.Request.HttpMethod);
            Assert.AreEqual("/v1/metrics", export.Request.Url!.AbsolutePath);
            Assert.AreEqual("application/x-protobuf", export.Request.ContentType);
            string[] names = [.. ProtobufNames.Of(body.ToArray())];
            CollectionAssert.IsSubsetOf(
                new[] { "elysia_viewers", "elysia_ticks_total", "elysia_tick_duration_seconds", "elysia_frames_total" }, names);
            Assert.IsTrue(names.All(n => n.StartsWith("elysia_", StringComparison.Ordinal)), string.Join(", ", names));
        }
    }

    [TestMethod]
    public async Task Export_NoReceiver_IsReportedOnceAndTheDaemonKeepsRunning()
    {
        (HttpListener receiver, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        receiver.Close();
        await using DaemonHost host = await DaemonHost.StartAsync(
            with: o => o with { OtlpEndpoint = new Uri($"http://127.0.0.1:{port}"), OtlpSeconds = 1 });
        await Eventually.TrueAsync(
            () => host.Log.Lines.Any(l => l.StartsWith("Metrics do not reach the OTLP collector", StringComparison.Ordinal)),
            "the log says so");
        await using Viewer viewer = await host.ConnectAsync();
        await viewer.ReceivesAsync("full");
    }

    private static async Task AnswerAllAsync(HttpListener receiver)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await receiver.GetContextAsync();
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <summary>Parses protobuf only as far as necessary to find the names in an ExportMetricsServiceRequest.</summary>
    private static class ProtobufNames
    {
        // ExportMetricsServiceRequest.resource_metrics = 1, ResourceMetrics.scope_metrics = 2, ScopeMetrics.metrics = 2,
        // Metric.name = 1 (opentelemetry-proto, metrics.proto).
        private static readonly int[] Way = [1, 2, 2, 1];

        public static IEnumerable<string> Of(ReadOnlyMemory<byte> message, int depth = 0) =>
            depth == Way.Length ? [Encoding.UTF8.GetString(message.Span)]
                : Fields(message).Where(f => f.Number == Way[depth]).SelectMany(f => Of(f.Value, depth + 1));

        private static List<(int Number, ReadOnlyMemory<byte> Value)> Fields(ReadOnlyMemory<byte> message)
        {
            const int Bytes = 2;
            List<(int, ReadOnlyMemory<byte>)> fields = [];
            int at = 0;
            while (at < message.Length)
            {
                ulong key = Varint(message.Span, ref at);
                int length = (key & 7) switch
                {
                    Bytes => (int)Varint(message.Span, ref at),
                    1 => 8,
                    5 => 4,
                    _ => 0,
                };
                if ((key & 7) == 0)
                {
                    Varint(message.Span, ref at);
                }
                else if ((key & 7) == Bytes)
                {
                    fields.Add(((int)(key >> 3), message.Slice(at, length)));
                }

                at += length;
            }

            return fields;
        }

        private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = bytes[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
