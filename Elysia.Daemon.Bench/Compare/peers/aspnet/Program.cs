// ASP.NET Core with raw WebSockets, broadcasting in the way of its documentation and of most code: a channel and a pump
// per client, the frame encoded once.
using System.Text.Json;
using Elysia.Bench.Compare.Peers;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(Beat.Port));
WebApplication app = builder.Build();
app.UseWebSockets();

var clients = new ClientSet();
app.Map("/ws", async (HttpContext context) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return;
    }

    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    await clients.ServeAsync(socket, context.RequestAborted);
});

var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
Task beat = Beat.RunAsync(
    value =>
    {
        clients.Broadcast(JsonSerializer.SerializeToUtf8Bytes(Delta.At(value), options));
        return ValueTask.CompletedTask;
    },
    app.Lifetime.ApplicationStopping);
await app.RunAsync();
await beat.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
