using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Protocol;

[TestClass]
internal sealed class EncodedTickTests
{
    private readonly EncodedTick _frames = new Publisher().Tick(AvatarState.Initial);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Delta_SameMaskTwice_IsTheSameFrame(bool stamped)
    {
        FieldMask mask = FieldMask.None.With(FieldId.Beat);
        Assert.AreSame(_frames.Delta(mask, stamped), _frames.Delta(mask, stamped));
    }

    [TestMethod]
    public void Greeting_AskedTwice_IsTheSameFrame()
    {
        Frame first = _frames.Greeting;
        Assert.AreSame(first, _frames.Greeting);
    }

    [TestMethod]
    public void Full_StampedAndNot_AreTwoSharedFrames()
    {
        Assert.AreSame(_frames.Full(stamped: true), _frames.Full(stamped: true));
        Assert.AreSame(_frames.Full(stamped: false), _frames.Full(stamped: false));
        Assert.AreNotSame(_frames.Full(stamped: true), _frames.Full(stamped: false));
    }

    [TestMethod]
    public void Delta_NestedMasks_EachHasItsOwnFrame()
    {
        FieldMask mask = FieldMask.None;
        var seen = new HashSet<string>();
        foreach (FieldId field in AvatarStates.Fields)
        {
            mask = mask.With(field);
            Assert.IsTrue(seen.Add(Json.Text(_frames.Delta(mask, stamped: false))), Field.Name(field));
            Assert.IsTrue(seen.Add(Json.Text(_frames.Delta(mask, stamped: true))), Field.Name(field));
        }
    }

    [TestMethod]
    public void Delta_ManyThreadsAtOnce_AllGetOneFrame()
    {
        var frames = new Frame[64];
        Parallel.For(0, frames.Length, i => frames[i] = _frames.Delta(FieldMask.All, stamped: false));
        foreach (Frame frame in frames)
        {
            Assert.AreSame(frames[0], frame);
        }
    }
}
