using System.Buffers.Binary;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>Tests how pongs tell what a viewer has read.</summary>
[TestClass]
internal sealed class FlowControlWindowTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly KeepAlivePolicy Policy = new(TimeProvider.System, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));

    [TestMethod]
    public void Sent_NoPong_PingsEvery32KiBAndIsFullBeyond64KiB()
    {
        var window = new FlowControlWindow(Policy);
        int asked = 0;
        for (int sent = 0; sent < FlowControlWindow.MaxUnread; sent += 1024)
        {
            Assert.IsFalse(window.IsFull, $"Full after {sent} bytes.");
            asked += window.Sent(1024) ? 1 : 0;
        }

        Assert.AreEqual(FlowControlWindow.MaxUnread / FlowControlWindow.AskEvery, asked);
        window.Sent(1);
        Assert.IsTrue(window.IsFull);
    }

    [TestMethod]
    public async Task WhenRead_PongArrives_CompletesAndCanBeAwaitedAgain()
    {
        var window = new FlowControlWindow(Policy);
        for (int round = 0; round < 3; round++)
        {
            uint ping = Fill(window);
            Task read = window.WhenReadAsync();
            Assert.IsFalse(read.IsCompleted);
            window.Answered(ping);
            await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
            await window.WhenReadAsync();
        }
    }

    [TestMethod]
    public void Answered_OldOrUnsolicitedPong_ChangesNothing()
    {
        var window = new FlowControlWindow(Policy);
        uint first = Fill(window);
        window.Answered(first);
        uint second = Fill(window);
        Task read = window.WhenReadAsync();
        window.Answered(first);
        window.Answered(second + FlowControlWindow.MaxUnread);
        window.Answered(uint.MaxValue);
        Assert.IsFalse(read.IsCompleted);
        Assert.IsTrue(window.IsFull);
    }

    [TestMethod]
    public async Task Answered_PositionBeyondThirtyTwoBits_IsUnderstood()
    {
        var window = new FlowControlWindow(Policy);
        while (true)
        {
            uint ping = Fill(window, by: int.MaxValue);
            Task read = window.WhenReadAsync();
            window.Answered(ping);
            await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
            if (ping < int.MaxValue / 2)
            {
                return;
            }
        }
    }

    [TestMethod]
    public async Task Open_SenderWaits_CompletesAndNeverBlocksAgain()
    {
        var window = new FlowControlWindow(Policy);
        Fill(window);
        Task read = window.WhenReadAsync();
        Assert.IsTrue(window.Open());
        await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
        window.Sent(FlowControlWindow.MaxUnread);
        Assert.IsFalse(window.IsFull);
        Assert.IsFalse(window.Open(), "No sender waits any more.");
    }

    [TestMethod]
    public void IsSilent_NothingToRead_PingsAndThenCountsTheSilence()
    {
        var time = new ManualTimeProvider();
        var window = new FlowControlWindow(Policy with { Time = time });
        time.Advance(Policy.AskAfter - Instant);
        Assert.IsFalse(window.IsPingDue(time.GetTimestamp()));
        time.Advance(Instant);
        Assert.IsTrue(window.IsPingDue(time.GetTimestamp()));
        Ask(window, time);
        Assert.IsFalse(window.IsPingDue(time.GetTimestamp()), "One ping at a time.");

        time.Advance(Policy.Limit - Policy.AskAfter);
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()));
        time.Advance(Instant);
        Assert.IsTrue(window.IsSilent(time.GetTimestamp()));
    }

    [TestMethod]
    public void IsSilent_EachPingAnswered_IsNeverTrue()
    {
        var time = new ManualTimeProvider();
        var window = new FlowControlWindow(Policy with { Time = time });
        uint last = 0;
        for (int round = 0; round < 9; round++)
        {
            time.Advance(Policy.AskAfter);
            Assert.IsTrue(window.IsPingDue(time.GetTimestamp()), $"Round {round}.");
            uint ping = Ask(window, time);
            Assert.AreNotEqual(last, ping, "An old pong would answer it.");
            time.Advance(Policy.Limit - Policy.AskAfter);
            Assert.IsFalse(window.IsSilent(time.GetTimestamp()));
            window.Answered(last = ping);
        }
    }

    [TestMethod]
    public void IsSilent_PingedLateOrReadOtherwise_LeavesTimeToAnswer()
    {
        var time = new ManualTimeProvider();
        var window = new FlowControlWindow(Policy with { Time = time });
        time.Advance(Policy.Limit * 5);
        Assert.IsTrue(window.Sent(FlowControlWindow.AskEvery));
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()), "It was never pinged before.");
        time.Advance(Policy.Limit - Policy.AskAfter);
        window.HasRead();
        time.Advance(Policy.Limit);
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()), "It has shown that it reads.");
        time.Advance(Instant);
        Assert.IsTrue(window.IsSilent(time.GetTimestamp()));
    }

    private static uint Ask(FlowControlWindow window, ManualTimeProvider time)
    {
        var ping = new byte[FlowControlWindow.PingBytes];
        window.SentPing(time.GetTimestamp());
        window.Ask(ping);
        return BinaryPrimitives.ReadUInt32LittleEndian(ping.AsSpan(2));
    }

    /// <returns>The last ping, which follows all of the bytes.</returns>
    private static uint Fill(FlowControlWindow window, int by = FlowControlWindow.AskEvery)
    {
        var ping = new byte[FlowControlWindow.PingBytes];
        while (!window.IsFull)
        {
            Assert.IsTrue(window.Sent(by));
            window.Ask(ping);
        }

        Assert.AreEqual(0x89, ping[0]);
        Assert.AreEqual(ping.Length - 2, ping[1]);
        return BinaryPrimitives.ReadUInt32LittleEndian(ping.AsSpan(2));
    }
}
