namespace Elysia.Tests.Fakes;

/// <summary>Reports that a tool needed by a test is not on this machine.</summary>
internal static class MissingTool
{
    /// <summary>Ends the test as inconclusive, since a developer may lack a tool; in CI the test fails, because a
    /// skipped test would hide a fault.</summary>
    /// <param name="reason">The missing tool, and the way to get it.</param>
    public static void Report(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Inconclusive(reason);
    }
}
