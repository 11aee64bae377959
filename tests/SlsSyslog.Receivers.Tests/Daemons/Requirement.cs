namespace SlsSyslog.Receivers.Tests;

/// <summary>Skips tests whose daemon is not installed.</summary>
internal static class Requirement
{
    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Skips the running test when something is missing. In continuous integration the test fails instead.</summary>
    public static void Require(string? missing)
    {
        if (missing is not null)
        {
            Assert.SkipUnless(IsContinuousIntegration, missing);
            throw new ReceiverStartException(missing);
        }
    }
}
