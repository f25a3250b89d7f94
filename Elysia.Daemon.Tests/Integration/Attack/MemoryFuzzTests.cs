using Elysia.Bench.Attack.Attackers;
using Elysia.Bench.Attack.Fuzz;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Tests streams of frames through the daemon's services without a kernel; `make attack` runs a hundred
/// thousand.</summary>
[TestClass]
internal sealed class MemoryFuzzTests
{
    private const int Streams = 4000;

    [TestMethod]
    [Timeout(60_000)]
    public async Task RunAsync_AnyStreams_AreAnsweredAsTheModelPredicts()
    {
        int seed = Random.Shared.Next();
        var fuzz = new MemoryFuzz(seed, TimeProvider.System);
        Assert.IsNull(await fuzz.RunAsync(Streams, CancellationToken.None), $"seed {seed}");
        Assert.AreEqual(Streams, fuzz.Ends.Values.Sum());
        CollectionAssert.IsSubsetOf(
            new[] { "close 1000", "close 1002", "close 1003", "close 1007", "no close" }, fuzz.Ends.Keys.ToArray(),
            "The streams do not cover every kind of end.");
    }

    [TestMethod]
    public void Evaluate_StreamsOfEachKind_AreDistinguished()
    {
        byte[] fine = [.. Frames.Message("{}"), .. Frames.Create(Frames.Fin | Frames.Ping, "x"u8)];
        Assert.AreEqual(FrameVerdict.Fine, FrameModel.Evaluate(fine));
        Assert.AreEqual(
            FrameVerdict.Broken, FrameModel.Evaluate([.. fine, .. Frames.Create(Frames.Fin | Frames.Continuation, "x"u8)]));
        Assert.AreEqual(FrameVerdict.Broken, FrameModel.Evaluate([.. fine, .. Frames.Create(Frames.Fin | 3, "x"u8)]));
        Assert.AreEqual(FrameVerdict.Broken, FrameModel.Evaluate(Frames.Create(Frames.Fin | 1, "xxxxxx"u8, 0, false, 6)));
        Assert.AreEqual(
            FrameVerdict.Closed, FrameModel.Evaluate([.. fine, .. Frames.Create(Frames.Fin | Frames.Close, [3, 232])]));
        Assert.AreEqual(FrameVerdict.Other, FrameModel.Evaluate(Frames.Create(Frames.Fin | Frames.Text, [0xFF])));
        Assert.AreEqual(FrameVerdict.Other, FrameModel.Evaluate(Frames.Create(Frames.Fin | Frames.Binary, [1])));
    }
}
