using System.Globalization;
using System.Text.RegularExpressions;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>systemd accepts the unit file, and regards its exposure as low.</summary>
public sealed partial class UnitFileTests
{
    // 0 is not exposed, 10 is fully exposed; a unit without these settings has 9.6.
    private const double MaxExposure = 2.0;

    private static readonly string UnitFile = Path.Combine(Repository.Root, "deploy", "systemd", "sls-syslog.service");

    [Fact]
    public void Unit_Verify_HasNoFinding()
    {
        SkipWithoutSystemd();
        string folder = Directory.CreateTempSubdirectory("unit-").FullName;
        string file = Path.Combine(folder, "sls-syslog.service");
        File.WriteAllText(file, Program().Replace(File.ReadAllText(UnitFile), "ExecStart=/bin/true")); // the program is not installed here

        CommandRun verify = CommandRun.Of("systemd-analyze", "verify", file);

        Directory.Delete(folder, recursive: true);
        string findings = string.Join('\n', verify.Error.Split('\n').Where(line => line.Contains("sls-syslog", StringComparison.Ordinal)));
        Assert.True(findings.Length == 0, findings);
    }

    [Fact]
    public void Unit_Security_ExposureIsLow()
    {
        SkipWithoutSystemd();
        CommandRun security = CommandRun.Of("systemd-analyze", "security", "--offline=true", UnitFile);

        Match exposure = Exposure().Match(security.Output);
        Assert.True(exposure.Success, security.Output + security.Error);
        double value = double.Parse(exposure.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(value <= MaxExposure, security.Output);
    }

    [Fact]
    public void Unit_StopTimeout_IsLongerThanTheDrain()
    {
        string text = File.ReadAllText(UnitFile);
        int seconds = int.Parse(StopTimeout().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(TimeSpan.FromSeconds(seconds) >= new ConsumerGroups.ConsumerGroupOptions().DrainTimeout + TimeSpan.FromSeconds(13));
        Assert.Contains("Type=notify", text, StringComparison.Ordinal);
        Assert.Contains("StateDirectory=sls-syslog", text, StringComparison.Ordinal);
    }

    private static void SkipWithoutSystemd() =>
        Assert.SkipWhen(CommandRun.Of("systemd-analyze", "--version").Code != 0, "systemd-analyze is not installed.");

    [GeneratedRegex("^ExecStart=.*$", RegexOptions.Multiline)]
    private static partial Regex Program();

    [GeneratedRegex(@"Overall exposure level for sls-syslog\.service: ([0-9.]+)")]
    private static partial Regex Exposure();

    [GeneratedRegex("^TimeoutStopSec=([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex StopTimeout();
}
