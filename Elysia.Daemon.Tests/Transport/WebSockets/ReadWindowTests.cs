using System.Buffers.Binary;
using Elysia.Tests.Fakes;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Transport.WebSockets;

/// <summary>What a viewer has read, by what it answers.</summary>
[TestClass]
public sealed class ReadWindowTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly ReadPatience Patience = new(TimeProvider.System, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));

    [TestMethod]
    public void Sent_NothingAnswered_AsksEachThirtyTwoKibibytesAndIsFullBeyondSixtyFour()
    {
        var window = new ReadWindow(Patience);
        int asked = 0;
        for (int sent = 0; sent < ReadWindow.MaxUnread; sent += 1024)
        {
            Assert.IsFalse(window.IsFull, $"Full after {sent} bytes.");
            asked += window.Sent(1024) ? 1 : 0;
        }

        Assert.AreEqual(ReadWindow.MaxUnread / ReadWindow.AskEvery, asked);
        window.Sent(1);
        Assert.IsTrue(window.IsFull);
    }

    [TestMethod]
    public async Task WhenRead_AnswerComes_CompletesAndCanBeAskedAgain()
    {
        var window = new ReadWindow(Patience);
        for (int round = 0; round < 3; round++)
        {
            uint question = Fill(window);
            Task read = window.WhenReadAsync();
            Assert.IsFalse(read.IsCompleted);
            window.Answered(question);
            await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
            await window.WhenReadAsync();
        }
    }

    [TestMethod]
    public void Answered_LongAgoOrNeverAsked_ChangesNothing()
    {
        var window = new ReadWindow(Patience);
        uint first = Fill(window);
        window.Answered(first);
        uint second = Fill(window);
        Task read = window.WhenReadAsync();
        window.Answered(first);
        window.Answered(second + ReadWindow.MaxUnread);
        window.Answered(uint.MaxValue);
        Assert.IsFalse(read.IsCompleted);
        Assert.IsTrue(window.IsFull);
    }

    [TestMethod]
    public async Task Answered_PositionBeyondThirtyTwoBits_IsUnderstood()
    {
        var window = new ReadWindow(Patience);
        while (true)
        {
            uint question = Fill(window, by: int.MaxValue);
            Task read = window.WhenReadAsync();
            window.Answered(question);
            await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
            if (question < int.MaxValue / 2)
            {
                return;
            }
        }
    }

    [TestMethod]
    public async Task Open_SomebodyWaits_CompletesAndNeverHoldsAgain()
    {
        var window = new ReadWindow(Patience);
        Fill(window);
        Task read = window.WhenReadAsync();
        Assert.IsTrue(window.Open());
        await read.WaitAsync(Eventually.Deadline, TimeProvider.System);
        window.Sent(ReadWindow.MaxUnread);
        Assert.IsFalse(window.IsFull);
        Assert.IsFalse(window.Open(), "Nobody waits any more.");
    }

    [TestMethod]
    public void Silence_NothingToRead_IsAskedAboutAndThenCounts()
    {
        var time = new ManualTimeProvider();
        var window = new ReadWindow(Patience with { Time = time });
        time.Advance(Patience.AskAfter - Instant);
        Assert.IsFalse(window.IsQuestionDue(time.GetTimestamp()));
        time.Advance(Instant);
        Assert.IsTrue(window.IsQuestionDue(time.GetTimestamp()));
        Ask(window, time);
        Assert.IsFalse(window.IsQuestionDue(time.GetTimestamp()), "One question at a time.");

        time.Advance(Patience.Limit - Patience.AskAfter);
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()));
        time.Advance(Instant);
        Assert.IsTrue(window.IsSilent(time.GetTimestamp()));
    }

    [TestMethod]
    public void Silence_EachQuestionAnswered_NeverCounts()
    {
        var time = new ManualTimeProvider();
        var window = new ReadWindow(Patience with { Time = time });
        uint last = 0;
        for (int round = 0; round < 9; round++)
        {
            time.Advance(Patience.AskAfter);
            Assert.IsTrue(window.IsQuestionDue(time.GetTimestamp()), $"Round {round}.");
            uint question = Ask(window, time);
            Assert.AreNotEqual(last, question, "An old answer would do for it.");
            time.Advance(Patience.Limit - Patience.AskAfter);
            Assert.IsFalse(window.IsSilent(time.GetTimestamp()));
            window.Answered(last = question);
        }
    }

    [TestMethod]
    public void Silence_AskedLateOrShownOtherwise_HasTimeToAnswer()
    {
        var time = new ManualTimeProvider();
        var window = new ReadWindow(Patience with { Time = time });
        time.Advance(Patience.Limit * 5);
        Assert.IsTrue(window.Sent(ReadWindow.AskEvery));
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()), "It was never asked before.");
        time.Advance(Patience.Limit - Patience.AskAfter);
        window.HasRead();
        time.Advance(Patience.Limit);
        Assert.IsFalse(window.IsSilent(time.GetTimestamp()), "It has shown that it reads.");
        time.Advance(Instant);
        Assert.IsTrue(window.IsSilent(time.GetTimestamp()));
    }

    private static uint Ask(ReadWindow window, ManualTimeProvider time)
    {
        var question = new byte[ReadWindow.QuestionBytes];
        window.SentQuestion(time.GetTimestamp());
        window.Ask(question);
        return BinaryPrimitives.ReadUInt32LittleEndian(question.AsSpan(2));
    }

    /// <returns>The last question: that after all of it.</returns>
    private static uint Fill(ReadWindow window, int by = ReadWindow.AskEvery)
    {
        var question = new byte[ReadWindow.QuestionBytes];
        while (!window.IsFull)
        {
            Assert.IsTrue(window.Sent(by));
            window.Ask(question);
        }

        Assert.AreEqual(0x89, question[0]);
        Assert.AreEqual(question.Length - 2, question[1]);
        return BinaryPrimitives.ReadUInt32LittleEndian(question.AsSpan(2));
    }
}
