using Elysia.Fanout;
using Elysia.Protocol.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Fanout;

/// <summary>The queue of messages that must not be dropped: a list with two bounds under any sequence of
/// operations.</summary>
[TestClass]
internal sealed class SendQueueTests
{
    [TestMethod]
    public void TryAddAndTake_AnySequence_BehavesLikeABoundedList() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Operation())), operations =>
        {
            var queue = new SendQueue();
            var model = new Queue<Frame>();
            foreach (int bytes in operations)
            {
                if (bytes < 0)
                {
                    Assert.AreSame(model.Count == 0 ? null : model.Dequeue(), queue.TryDequeue());
                    continue;
                }

                var frame = new Frame(FrameKind.Error, new byte[bytes]);
                bool fits = model.Count < SendQueue.MaxFrames
                    && model.Sum(f => f.Payload.Length) + bytes <= SendQueue.MaxBytes;
                Assert.AreEqual(fits, queue.TryAdd(frame));
                if (fits)
                {
                    model.Enqueue(frame);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(300));

    [TestMethod]
    public void TryAdd_ExactlyTheBounds_FitsAndOneMoreDoesNot()
    {
        var frames = new SendQueue();
        for (int i = 0; i < SendQueue.MaxFrames; i++)
        {
            Assert.IsTrue(frames.TryAdd(new Frame(FrameKind.Error, new byte[1])));
        }

        Assert.IsFalse(frames.TryAdd(new Frame(FrameKind.Error, new byte[1])));

        var bytes = new SendQueue();
        Assert.IsTrue(bytes.TryAdd(new Frame(FrameKind.Speech, new byte[SendQueue.MaxBytes])));
        Assert.IsFalse(bytes.TryAdd(new Frame(FrameKind.Error, new byte[1])));
    }

    [TestMethod]
    public void TryAdd_ManyWriters_LosesAndDuplicatesNothing()
    {
        var queue = new SendQueue();
        var taken = new HashSet<Frame>();
        int added = 0;
        Task writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                if (queue.TryAdd(new Frame(FrameKind.Error, new byte[8])))
                {
                    Interlocked.Increment(ref added);
                }
            }
        })));
        while (true)
        {
            bool over = writers.IsCompleted;
            if (queue.TryDequeue() is { } frame)
            {
                Assert.IsTrue(taken.Add(frame), "A frame was taken twice.");
            }
            else if (over)
            {
                break;
            }
        }

        Assert.AreEqual(added, taken.Count);
    }

    // Takes are as likely as adds; sizes reach both bounds.
    private static Gen<int> Operation() => Gen.Frequency(
        (4, Gen.Constant(-1)),
        (6, Gen.Choose(1, 200)),
        (1, Gen.Choose(50_000, 300_000)));
}
