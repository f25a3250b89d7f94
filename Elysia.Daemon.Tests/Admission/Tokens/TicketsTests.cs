using Elysia.Admission.Tokens;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests that tickets are valid once, for half a minute, and bounded in number.</summary>
[TestClass]
internal sealed class TicketsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Tickets _tickets;

    public TicketsTests() => _tickets = new Tickets(_time);

    [TestMethod]
    public void TryTake_Twice_SucceedsOnce()
    {
        string ticket = _tickets.TryIssue(Of("ann"))!;
        Assert.AreEqual("ann", _tickets.TryTake(ticket)?.Subject);
        Assert.IsNull(_tickets.TryTake(ticket));
        Assert.AreEqual(0, _tickets.Count);
    }

    [TestMethod]
    public void TryTake_Unknown_ReturnsNull()
    {
        _tickets.TryIssue(Of("ann"));
        Assert.IsNull(_tickets.TryTake(""));
        Assert.IsNull(_tickets.TryTake("AAAAAAAAAAAAAAAAAAAAAA"));
    }

    [TestMethod]
    public void TryTake_AtTheEndOfItsLifetime_IsExpired()
    {
        string first = _tickets.TryIssue(Of("ann"))!;
        string second = _tickets.TryIssue(Of("ann"))!;
        _time.Advance(Tickets.Lifetime - TimeSpan.FromTicks(1));
        Assert.IsNotNull(_tickets.TryTake(first));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.IsNull(_tickets.TryTake(second));
        Assert.AreEqual(0, _tickets.Count);
    }

    [TestMethod]
    public void TryTake_WallClockIsSet_HasNoEffect()
    {
        string ticket = _tickets.TryIssue(Of("ann"))!;
        _time.StepWallClock(TimeSpan.FromDays(-1));
        _time.Advance(Tickets.Lifetime);
        Assert.IsNull(_tickets.TryTake(ticket));
    }

    [TestMethod]
    public void TryIssue_OneSubjectTakesAll_OthersStillGetTickets()
    {
        int issued = Enumerable.Range(0, 1000).Count(_ => _tickets.TryIssue(Of("greedy")) is not null);
        Assert.AreEqual(Tickets.MaxPerSubject, issued);
        string ticket = _tickets.TryIssue(Of("ann"))!;
        Assert.IsNotNull(_tickets.TryTake(ticket));
        _time.Advance(Tickets.Lifetime);
        Assert.IsNotNull(_tickets.TryIssue(Of("greedy")));
    }

    [TestMethod]
    public void TryIssue_ManySubjects_AreBoundedInTotal()
    {
        string[] issued = [.. Enumerable.Range(0, 2 * Tickets.Max).Select(n => _tickets.TryIssue(Of($"s{n}"))!)];
        Assert.AreEqual(Tickets.Max, _tickets.Count);
        Assert.IsNull(_tickets.TryTake(issued[Tickets.Max - 1]), "The oldest ones give way.");
        Assert.IsNotNull(_tickets.TryTake(issued[Tickets.Max]));
        _time.Advance(Tickets.Lifetime);
        Assert.IsNotNull(_tickets.TryIssue(Of("late")));
        Assert.AreEqual(1, _tickets.Count);
    }

    [TestMethod]
    public void TryIssue_FullOfGreedySubjects_TheirOldestGivesWay()
    {
        string first = _tickets.TryIssue(Of("ann"))!;
        for (int n = 0; n < Tickets.Max; n++)
        {
            _tickets.TryIssue(Of($"greedy{n % (Tickets.Max / Tickets.MaxPerSubject)}"));
        }

        string second = _tickets.TryIssue(Of("bob"))!;
        Assert.AreEqual(Tickets.Max, _tickets.Count);
        Assert.IsNotNull(_tickets.TryTake(first));
        Assert.IsNotNull(_tickets.TryTake(second));
    }

    private Grant Of(string subject) => new(subject, Rights.Watch, _time.GetUtcNow() + TimeSpan.FromHours(1));
}
