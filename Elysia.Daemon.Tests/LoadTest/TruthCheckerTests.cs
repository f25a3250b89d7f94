using Elysia.Diff;
using Elysia.LoadTest.Load;
using Elysia.State;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class TruthCheckerTests
{
    private readonly TruthLedger _ledger = new();
    private readonly TruthChecker _checker;

    public TruthCheckerTests() => _checker = new TruthChecker(_ledger, 0.01);

    [TestMethod]
    public void Check_SamePicture_IsRight()
    {
        _ledger.Record(100, Picture(500_000));
        _checker.Check(7, 100, Picture(500_000));
        Assert.AreEqual((1L, 0L, 0L), Counts());
    }

    [TestMethod]
    public void Check_OneFieldBeyondTheThreshold_IsWrongAndNamed()
    {
        _ledger.Record(100, Picture(500_000));
        _checker.Check(7, 100, Picture(510_001));
        TruthFigures figures = _checker.Figures;
        Assert.AreEqual((1L, 0L, 1L), Counts());
        Assert.AreEqual(1, figures.WrongViewers);
        Assert.AreEqual(new PictureMismatch(7, 100, FieldId.Aether, 0.510001, 0.5), figures.Examples.Single());
        Assert.AreEqual(0.010001, figures.MaxDistance, 1e-9);
    }

    [TestMethod]
    public void Check_WithinTheThreshold_IsRight()
    {
        _ledger.Record(100, Picture(500_000));
        _checker.Check(7, 100, Picture(490_000));
        Assert.AreEqual((1L, 0L, 0L), Counts());
    }

    [TestMethod]
    public void Check_TickTheReferenceHasNotReached_IsNotChecked()
    {
        _ledger.Record(100, Picture(1));
        _checker.Check(7, 101, Picture(1));
        Assert.AreEqual((0L, 1L, 0L), Counts());
    }

    [TestMethod]
    public void Check_TickTheReferenceMissed_IsNotChecked()
    {
        _ledger.Record(100, Picture(1));
        _ledger.Claim(101, Picture(2));
        _ledger.Record(102, Picture(3));
        _checker.Check(7, 101, Picture(2));
        Assert.AreEqual((0L, 1L, 0L), Counts());
    }

    [TestMethod]
    public void Check_LateViewerAtATickWithoutChange_IsComparedWithTheLastChange()
    {
        _ledger.Record(100, Picture(1));
        _ledger.Claim(101, Picture(1));
        _ledger.Record(102, Picture(3));
        _checker.Check(7, 101, Picture(1));
        Assert.AreEqual((1L, 0L, 0L), Counts());
    }

    [TestMethod]
    public void NextAfter_TickWithoutChange_IsNoNewState()
    {
        _ledger.Record(100, Picture(1));
        _ledger.Claim(101, Picture(1));
        Assert.AreEqual(long.MaxValue, _ledger.NextAfter(100));
        _ledger.Claim(102, Picture(2));
        Assert.AreEqual(102, _ledger.NextAfter(100));
    }

    [TestMethod]
    public void Record_AfterMoreTicksThanItHolds_ForgetsTheOldestOnly()
    {
        for (int t = 1; t <= TruthLedger.Capacity * 2; t++)
        {
            _ledger.Record(t * 10, Picture(t));
        }

        Assert.IsFalse(_ledger.TryGetTruth(TruthLedger.Capacity * 10, out _));
        Assert.IsTrue(_ledger.TryGetTruth((TruthLedger.Capacity + 1) * 10, out FieldValues<int> oldest));
        Assert.AreEqual(TruthLedger.Capacity + 1, oldest[Field.Count - 1]);
        Assert.AreEqual((TruthLedger.Capacity + 6) * 10, _ledger.NextAfter((TruthLedger.Capacity + 5) * 10));
    }

    private static FieldValues<int> Picture(int aether)
    {
        FieldValues<int> picture = default;
        picture[(int)FieldId.Aether] = aether;
        return picture;
    }

    private (long Checked, long Unchecked, long Wrong) Counts()
    {
        TruthFigures figures = _checker.Figures;
        return (figures.Checked, figures.Unchecked, figures.Wrong);
    }
}
