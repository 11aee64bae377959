using SlsSyslog.Forwarder.Tests;

namespace SlsSyslog.Tool.Tests;

public sealed class CheckFormatTests
{
    private static readonly CheckResult Good = new("audit", "clock", CheckState.Passed, "The clock agrees.", null, 0.25);
    private static readonly CheckResult Unknown = new("audit", "permission log:X", CheckState.Skipped, "It cannot be checked.", null, 0);
    private static readonly CheckResult Old = new("audit", "tls://h: certificate", CheckState.Warning, "It expires | soon.", "Renew it.", 0.5);
    private static readonly CheckResult Bad = new("", "settings", CheckState.Failed, "Wrong \"a\\b\".", "Correct it.", 0);

    [Fact]
    public void Nagios_AllPassed_IsOkWithNumbers()
    {
        CheckReport report = Report(Good, Unknown);

        Assert.Equal(0, NagiosText.ExitCodeOf(report, isStrict: true));
        Assert.Equal(
            "SLS-SYSLOG OK - 1 passed, 1 not checked, in 1.5 s | time=1.500s;;;0 passed=1;;;0 warnings=0;;;0 failed=0;;;0",
            NagiosText.Create(report, isStrict: true));
    }

    [Fact]
    public void Nagios_Warning_IsOneAndCriticalWithStrict()
    {
        CheckReport report = Report(Good, Old);

        Assert.Equal((1, 2), (NagiosText.ExitCodeOf(report, isStrict: false), NagiosText.ExitCodeOf(report, isStrict: true)));
        Assert.Equal(
            "SLS-SYSLOG WARNING - audit: tls://h: certificate: It expires / soon. Renew it. | "
                + "time=1.500s;;;0 passed=1;;;0 warnings=1;;;0 failed=0;;;0",
            NagiosText.Create(report, isStrict: false));
        Assert.StartsWith("SLS-SYSLOG CRITICAL - ", NagiosText.Create(report, isStrict: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Nagios_Failed_IsCriticalAndTheWorstComesFirst()
    {
        CheckReport report = Report(Old, Bad);
        string[] lines = NagiosText.Create(report, isStrict: false).Split('\n');

        Assert.Equal(2, NagiosText.ExitCodeOf(report, isStrict: false));
        Assert.StartsWith("SLS-SYSLOG CRITICAL - settings: Wrong \"a\\b\". Correct it. | time=", lines[0], StringComparison.Ordinal);
        Assert.Equal("audit: tls://h: certificate: It expires / soon. Renew it.", lines[1]);
    }

    [Theory]
    [InlineData(30, 0, "OK")]
    [InlineData(1, 1, "WARNING")]
    public async Task Nagios_Command_ReturnsItsCodes(int retentionDays, int expected, string state)
    {
        await using CheckScene scene = await CheckScene.StartAsync(retention: TimeSpan.FromDays(retentionDays));

        ToolRun run = await scene.RunAsync("--format", "nagios");

        Assert.Equal((expected, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"SLS-SYSLOG {state} - ", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await scene.RunAsync("--format", "nagios", "--SlsSyslog:Source:Logstore", "missing")).ExitCode);
    }

    // Promtool knows the format and the conventions for names.
    [Fact]
    public async Task Prometheus_AnyResults_IsAcceptedByPromtool()
    {
        CheckReport report = Report(Good, Unknown, Old, Bad, Bad with { Detail = "Another one." });

        string text = PrometheusText.Create(report, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

        Assert.Equal(
            """
            # HELP slssyslog_check_state The result of a check: 0 passed, 1 not checked, 2 warning, 3 failed.
            # TYPE slssyslog_check_state gauge
            slssyslog_check_state{route="audit",check="clock"} 0
            slssyslog_check_state{route="audit",check="permission log:X"} 1
            slssyslog_check_state{route="audit",check="tls://h: certificate"} 2
            slssyslog_check_state{route="",check="settings"} 3
            # HELP slssyslog_check_duration_seconds How long a check took.
            # TYPE slssyslog_check_duration_seconds gauge
            slssyslog_check_duration_seconds{route="audit",check="clock"} 0.25
            slssyslog_check_duration_seconds{route="audit",check="permission log:X"} 0
            slssyslog_check_duration_seconds{route="audit",check="tls://h: certificate"} 0.5
            slssyslog_check_duration_seconds{route="",check="settings"} 0
            # HELP slssyslog_check_timestamp_seconds When the checks ended, in seconds since 1970.
            # TYPE slssyslog_check_timestamp_seconds gauge
            slssyslog_check_timestamp_seconds 1700000000

            """.ReplaceLineEndings("\n"),
            text);
        await AssertAcceptedAsync(text);
    }

    [Fact]
    public async Task Prometheus_Command_IsAcceptedByPromtool()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync("--format", "prometheus");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("slssyslog_check_state{route=\"default\",check=\"logstore actiontrail\"} 0\n", run.Out, StringComparison.Ordinal);
        await AssertAcceptedAsync(run.Out);
    }

    [Fact]
    public async Task Prometheus_LabelWithQuotes_IsEscaped()
    {
        string text = PrometheusText.Create(Report(Good with { Name = "a\"b\\c\nd" }), DateTimeOffset.UnixEpoch);

        Assert.Contains("check=\"a\\\"b\\\\c\\nd\"} 0\n", text, StringComparison.Ordinal);
        await AssertAcceptedAsync(text);
    }

    private static CheckReport Report(params CheckResult[] results) => new(results, TimeSpan.FromSeconds(1.5));

    private static async Task AssertAcceptedAsync(string text)
    {
        (int code, string output) = await PrometheusTools.RunPromtoolAsync(Path.GetTempPath(), text, ["check", "metrics"]);
        Assert.True(code == 0, output);
    }
}
