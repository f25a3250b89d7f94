using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class FieldTests
{
    [TestMethod]
    public void Indexer_EveryField_ReadsItsOwnValue()
    {
        AvatarState state = AvatarStates.From(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.AreEqual((double)(int)field, state[field], Field.Name(field));
        }
    }

    [TestMethod]
    [DataRow(FieldId.MouthCurve, -7, -1)]
    [DataRow(FieldId.MouthCurve, 7, 1)]
    [DataRow(FieldId.Fire, -7, 0)]
    [DataRow(FieldId.Fire, 7, 1)]
    [DataRow(FieldId.Fire, double.PositiveInfinity, 1)]
    [DataRow(FieldId.MouthCurve, double.NegativeInfinity, -1)]
    [DataRow(FieldId.Beat, 0.25, 0.25)]
    public void Clamp_AnyValue_IsTheNearestInRange(FieldId field, double value, double expected) =>
        Assert.AreEqual(expected, Field.Clamp(field, value));

    [TestMethod]
    public void Clamp_NotANumber_IsInRange()
    {
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.IsInRange(Field.Min(field), Field.Max(field), Field.Clamp(field, double.NaN), Field.Name(field));
        }
    }

    [TestMethod]
    public void FieldMask_WithAndHas_KeepFieldsApart()
    {
        foreach (FieldId field in AvatarStates.Fields)
        {
            FieldMask mask = FieldMask.None.With(field);
            Assert.AreEqual(1, AvatarStates.Fields.Count(mask.Has), Field.Name(field));
            Assert.IsTrue(mask.Has(field));
            Assert.AreEqual((int)field < Field.ExpressionCount, mask.HasExpression);
            Assert.AreEqual((int)field >= Field.ExpressionCount, mask.HasSpirits);
        }
    }

    [TestMethod]
    public void FieldMask_All_IsEveryFieldAndNoMore()
    {
        FieldMask all = AvatarStates.Fields.Aggregate(FieldMask.None, (mask, field) => mask.With(field));
        Assert.AreEqual(FieldMask.All, all);
        Assert.IsTrue(FieldMask.None.IsEmpty);
        Assert.IsFalse(FieldMask.None.HasExpression || FieldMask.None.HasSpirits);
    }
}
