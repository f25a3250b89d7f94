// SignalR with its default JSON protocol: a hub without methods, and Clients.All.SendAsync awaited at every tick, like
// in the documentation of hub contexts in background services.
using Elysia.Bench.Compare.Peers;
using Microsoft.AspNetCore.SignalR;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(Beat.Port));
builder.Services.AddSignalR();
WebApplication app = builder.Build();
app.MapHub<AvatarHub>("/hub");

IHubContext<AvatarHub> hub = app.Services.GetRequiredService<IHubContext<AvatarHub>>();
Task beat = Beat.RunAsync(
    value => new ValueTask(hub.Clients.All.SendAsync("delta", Delta.At(value))),
    app.Lifetime.ApplicationStopping);
await app.RunAsync();
await beat.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

internal sealed class AvatarHub : Hub;
