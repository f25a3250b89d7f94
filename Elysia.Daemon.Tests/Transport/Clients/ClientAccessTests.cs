using Elysia.Admission.Tokens;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Transport.Clients;

/// <summary>How long a client may stay, by two clocks, of which one may be set.</summary>
[TestClass]
internal sealed class ClientAccessTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Revocations _revocations = new(null);

    [TestMethod]
    public async Task Look_AsTimeGoesOn_WarnsOnceThenEnds()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, ScriptedSocket socket) = Join(rig, TimeSpan.FromMinutes(10));
        _time.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromTicks(1));
        access.CheckExpiry(_revocations);
        _time.Advance(TimeSpan.FromTicks(1));
        access.CheckExpiry(_revocations);
        access.CheckExpiry(_revocations);
        await WarningsAsync(rig, socket, 1);

        access.Renew(Of(TimeSpan.FromMinutes(2)));
        _time.Advance(TimeSpan.FromMinutes(1));
        access.CheckExpiry(_revocations);
        await WarningsAsync(rig, socket, 2);
        _time.Advance(TimeSpan.FromMinutes(1));
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenExpired, await EndAsync(access));
    }

    [TestMethod]
    public async Task Look_WallClockIsSetBack_LengthensNobodysStay()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, _) = Join(rig, TimeSpan.FromMinutes(10));
        _time.StepWallClock(TimeSpan.FromDays(-1));
        Assert.AreEqual(TimeSpan.FromMinutes(10), access.Left);
        _time.Advance(TimeSpan.FromMinutes(10));
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenExpired, await EndAsync(access));
    }

    [TestMethod]
    public async Task Look_WallClockIsSetOn_EndsByIt()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, _) = Join(rig, TimeSpan.FromMinutes(10));
        _time.StepWallClock(TimeSpan.FromMinutes(10));
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenExpired, await EndAsync(access));
    }

    [TestMethod]
    public async Task Look_SubjectIsRevoked_EndsByThatName()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, _) = Join(rig, TimeSpan.FromMinutes(10));
        _revocations.TryRevoke("ann");
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenRevoked, await EndAsync(access));
    }

    private static Task<CloseReason> EndAsync(ClientAccess access)
    {
        // Its peer answers the close frame.
        access.Session.Close(CloseReason.PeerClosed);
        return Eventually.CompletesAsync(access.Session.Ended, "the session ends");
    }

    private static Task WarningsAsync(FanoutRig rig, ScriptedSocket socket, int count)
    {
        rig.Publish(0.5 + (count * 0.1));
        return Eventually.TrueAsync(() => Warnings(socket) == count, $"{count} warnings");
    }

    private static int Warnings(ScriptedSocket socket) =>
        socket.Texts.Count(t => t.Contains("expiring", StringComparison.Ordinal));

    private Grant Of(TimeSpan left) => new("ann", Rights.Watch, _time.GetUtcNow() + left);

    private (ClientAccess Access, ScriptedSocket Socket) Join(FanoutRig rig, TimeSpan left)
    {
        var socket = new ScriptedSocket();
        ClientSession session = rig.Hub.TryJoin(socket, new SessionOptions(ProtocolV1.Plain))!;
        return (new ClientAccess(session, Of(left), _time), socket);
    }
}
