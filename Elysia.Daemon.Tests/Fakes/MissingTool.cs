namespace Elysia.Tests.Fakes;

/// <summary>What a test needs is not on this machine.</summary>
internal static class MissingTool
{
    /// <summary>Ends the test. A developer may do without a tool; where every change is judged, a test that looks away is a
    /// failure.</summary>
    /// <param name="reason">What is missing, and how to get it.</param>
    public static void Report(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Inconclusive(reason);
    }
}
