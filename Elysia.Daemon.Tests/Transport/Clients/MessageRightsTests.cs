using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Transport.Clients;

/// <summary>Tests the right that each message needs, and that the check allocates nothing.</summary>
[TestClass]
internal sealed class MessageRightsTests
{
    private static readonly ClientMessage[] All =
    [
        ClientMessage.Text("x"), ClientMessage.Emotion(Feeling.Calm, 1), ClientMessage.MoodPush(default),
        ClientMessage.ExpressionUpdate(1), ClientMessage.Vision(true, null, null),
        ClientMessage.AudioAnalysis(null, null, null), ClientMessage.ScreenAtmosphere(null, null, null),
        ClientMessage.Auth(new Secret("x")), ClientMessage.Revoke("x"),
        ClientMessage.Interrupt(),
    ];

    [TestMethod]
    public void Needed_EveryMessage_HasItsRight()
    {
        Rights[] expected =
        [
            Rights.Speak, Rights.Speak, Rights.Push, Rights.Push, Rights.Speak, Rights.Speak, Rights.Speak, Rights.None,
            Rights.Operate, Rights.Speak,
        ];
        CollectionAssert.AreEqual(expected, All.Select(MessageRights.Needed).ToArray());
        Assert.HasCount(Enum.GetValues<ClientMessageKind>().Length, All, "A message is missing here.");
    }

    [TestMethod]
    public void Allow_EveryMessage_AllocatesNothing()
    {
        int allowed = 0;
        long before = 0;
        for (int round = 0; round < 1000; round++)
        {
            // The first rounds are for the JIT compiler.
            before = round == 500 ? GC.GetAllocatedBytesForCurrentThread() : before;
            foreach (ClientMessage message in All)
            {
                allowed += MessageRights.Allow(Rights.Watch | Rights.Speak, message) ? 1 : 0;
            }
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(7000, allowed);
    }
}
