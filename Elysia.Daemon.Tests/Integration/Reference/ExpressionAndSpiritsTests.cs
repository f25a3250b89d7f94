using Elysia.State;

namespace Elysia.Tests.Integration.Reference;

/// <summary>The reference's five tests of Expression and Spirits, under its names in the spelling of this
/// repository.</summary>
[TestClass]
internal sealed class ExpressionAndSpiritsTests
{
    [TestMethod]
    public void Expression_DefaultValues_AreTheReferences() =>
        Assert.AreEqual(new Expression(MouthCurve: 0, EyeOpen: 1, BrowFurrow: 0, Beat: 0, MouthWidth: 0), Expression.Default);

    [TestMethod]
    public void Expression_CustomValues_AreKept()
    {
        var expression = new Expression(MouthCurve: 0.5, EyeOpen: 0.8, BrowFurrow: 0.3, Beat: 0.6, MouthWidth: 0.7);
        Assert.AreEqual(0.5, expression.MouthCurve);
        Assert.AreEqual(0.8, expression.EyeOpen);
        Assert.AreEqual(0.3, expression.BrowFurrow);
        Assert.AreEqual(0.6, expression.Beat);
        Assert.AreEqual(0.7, expression.MouthWidth);
    }

    [TestMethod]
    public void Spirits_DefaultValues_AreTheReferences() =>
        Assert.AreEqual(
            new Spirits(Fire: 0.1, Water: 0.1, Earth: 0.3, Air: 0.2, Light: 0.2, Dark: 0.1, Aether: 0.1),
            Spirits.Default);

    [TestMethod]
    public void Spirits_CustomValues_AreKept()
    {
        var spirits = new Spirits(Fire: 0.9, Water: 0.8, Earth: 0.7, Air: 0.6, Light: 0.5, Dark: 0.4, Aether: 0.3);
        Assert.AreEqual(0.9, spirits.Fire);
        Assert.AreEqual(0.8, spirits.Water);
        Assert.AreEqual(0.7, spirits.Earth);
        Assert.AreEqual(0.6, spirits.Air);
        Assert.AreEqual(0.5, spirits.Light);
        Assert.AreEqual(0.4, spirits.Dark);
        Assert.AreEqual(0.3, spirits.Aether);
    }

    [TestMethod]
    public void SpiritsAndExpression_ValueOutOfRange_IsAcceptedAsThePlainTypesDo()
    {
        Assert.AreEqual(1.5, (Spirits.Default with { Fire = 1.5 }).Fire);
        Assert.AreEqual(-2, (Expression.Default with { MouthCurve = -2 }).MouthCurve);
    }
}
