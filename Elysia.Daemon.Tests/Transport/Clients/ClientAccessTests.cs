using Elysia.Admission.Tokens;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Transport.Clients;

/// <summary>Tests the time until a client's access expires, by two clocks, one of which may be set.</summary>
[TestClass]
internal sealed class ClientAccessTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Revocations _revocations = new(null);

    [TestMethod]
    public async Task CheckExpiry_AsTimePasses_WarnsOnceThenCloses()
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
    public async Task CheckExpiry_WallClockIsSetBack_DoesNotExtendTheAccess()
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
    public async Task CheckExpiry_WallClockIsSetForward_Closes()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, _) = Join(rig, TimeSpan.FromMinutes(10));
        _time.StepWallClock(TimeSpan.FromMinutes(10));
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenExpired, await EndAsync(access));
    }

    [TestMethod]
    public async Task CheckExpiry_SubjectIsRevoked_ClosesAsRevoked()
    {
        await using var rig = new FanoutRig();
        (ClientAccess access, _) = Join(rig, TimeSpan.FromMinutes(10));
        _revocations.TryRevoke("ann");
        access.CheckExpiry(_revocations);
        Assert.AreEqual(CloseReason.TokenRevoked, await EndAsync(access));
    }

    private static Task<CloseReason> EndAsync(ClientAccess access)
    {
        // The peer answers the close frame.
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
