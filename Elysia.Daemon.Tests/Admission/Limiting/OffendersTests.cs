using System.Net;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Admission.Limiting;

/// <summary>Tests that a persistent offender is reported once a minute, that an occasional one is not, and that the
/// table is bounded.</summary>
[TestClass]
internal sealed class OffendersTests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.1");

    private readonly ManualTimeProvider _time = new();
    private readonly AdmissionCounters _counters = new();
    private readonly List<(IPAddress Address, int Count, Offence Last)> _named = [];
    private readonly Offenders _offenders;

    public OffendersTests() => _offenders = new Offenders(_time, _counters, (a, n, o) => _named.Add((a, n, o)));

    [TestMethod]
    public void Report_Persistent_IsNamedOnceAMinute()
    {
        for (int i = 1; i <= 1000; i++)
        {
            Assert.AreEqual(i >= Offenders.NamedFrom, _offenders.Report(One, Offence.SlowRequest));
        }

        Assert.AreEqual((One, Offenders.NamedFrom, Offence.SlowRequest), _named.Single());
        Assert.AreEqual(1000, _counters.Of(Offence.SlowRequest));
        _time.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; i < 1000; i++)
        {
            _offenders.Report(One, Offence.MessageFlood);
        }

        Assert.HasCount(2, _named);
        Assert.AreEqual(Offence.MessageFlood, _named[1].Last);
    }

    [TestMethod]
    public void Report_Occasional_IsNeverNamed()
    {
        for (int i = 0; i < 1000; i++)
        {
            _offenders.Report(One, Offence.BadUpgrade);
            _time.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.IsEmpty(_named);
    }

    [TestMethod]
    public void Report_AddressesOfOneIPv6Network_AreOneOffender()
    {
        for (int i = 1; i <= Offenders.NamedFrom; i++)
        {
            _offenders.Report(IPAddress.Parse($"2001:db8:1:2::{i:x}"), Offence.BadUpgrade);
        }

        Assert.AreEqual(Offenders.NamedFrom, _named.Single().Count);
        Assert.AreEqual(1, _offenders.Remembered);
    }

    [TestMethod]
    public void Report_FloodOfIPv6Networks_LeavesTheOthersCounted()
    {
        for (int i = 0; i < 3 * Offenders.MaxAddresses; i++)
        {
            _offenders.Report(IPAddress.Parse($"2001:db8:{i:x}::1"), Offence.BadMessage);
            if (i % Offenders.MaxAddresses == 0)
            {
                for (int of = 0; of < Offenders.NamedFrom / 2; of++)
                {
                    _offenders.Report(One, Offence.BadToken);
                }
            }
        }

        Assert.AreEqual((One, Offenders.NamedFrom, Offence.BadToken), _named.Single());
        Assert.AreEqual(Offenders.MaxAddresses, _offenders.Remembered);
    }

    [TestMethod]
    public void Report_SwarmOfAddresses_StaysWithinTheTableAndIsForgottenAfterAMinute()
    {
        for (int i = 0; i < 3 * Offenders.MaxAddresses; i++)
        {
            _offenders.Report(new IPAddress(i + 1L), Offence.BadMessage);
        }

        Assert.AreEqual(Offenders.MaxAddresses, _offenders.Remembered);
        _time.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; i < Offenders.NamedFrom; i++)
        {
            _offenders.Report(One, Offence.BadMessage);
        }

        Assert.AreEqual(One, _named.Single().Address);
        Assert.AreEqual(1, _offenders.Remembered);
    }
}
