using System.Buffers.Binary;
using Elysia.Tests.Fakes;
using Elysia.Transport;

namespace Elysia.Tests.Transport;

/// <summary>What a viewer has read, by what it answers.</summary>
[TestClass]
public sealed class ReadWindowTests
{
    [TestMethod]
    public void Sent_NothingAnswered_AsksEachSixteenKibibytesAndIsFullBeyondSixtyFour()
    {
        var window = new ReadWindow();
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
        var window = new ReadWindow();
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
        var window = new ReadWindow();
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
        var window = new ReadWindow();
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
