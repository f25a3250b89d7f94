using System.Reflection;
using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Hosting;

/// <summary>Every log event has a unique id in the range of its class, so that operators can alert on
/// numbers.</summary>
[TestClass]
internal sealed class LogEventTests
{
    private static readonly (Type Class, string Method, LoggerMessageAttribute Event)[] Events =
        [.. typeof(Daemon).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(m => (t, m.Name, m.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(pair => pair.Item3 is not null))];

    [TestMethod]
    public void Events_All_HaveDifferentIds()
    {
        Assert.IsGreaterThan(10, Events.Length, "Reflection did not find the events.");
        int[] twice = [.. Events.GroupBy(e => e.Event.EventId).Where(g => g.Count() > 1).Select(g => g.Key)];
        Assert.IsEmpty(twice, $"Used twice: {string.Join(", ", twice)}");
    }

    [TestMethod]
    public void EventIds_Constants_AreThoseOfTheEvents()
    {
        string[] listed = [.. typeof(EventIds).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(f => $"{f.GetRawConstantValue()} {f.Name}").Order(StringComparer.Ordinal)];
        string[] events = [.. Events.Select(e => $"{e.Event.EventId} {e.Method}").Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(events, listed);
    }

    [TestMethod]
    public void Events_OfOneClass_AreInOneRangeOfAHundred()
    {
        foreach (IGrouping<Type, (Type Class, string Method, LoggerMessageAttribute Event)> group in Events.GroupBy(e => e.Class))
        {
            Assert.HasCount(1, group.Select(e => e.Event.EventId / 100).Distinct(), $"{group.Key.Name} leaves its range.");
            Assert.IsTrue(group.All(e => e.Event.EventId > 0));
        }
    }
}
