namespace SlsSyslog.Tool;

/// <summary>Writes the results of checks in the text format of Prometheus, for the collector of text files of the node exporter.</summary>
internal static class PrometheusText
{
    public static string Create(CheckReport report, DateTimeOffset now)
    {
        // A series occurs once. Several invalid settings are one check.
        CheckResult[] results =
        [
            .. report.Results.GroupBy(result => (result.Route, result.Name)).Select(same => same.MaxBy(result => result.State)!),
        ];
        StringBuilder text = new();
        text.Append("# HELP slssyslog_check_state The result of a check: 0 passed, 1 not checked, 2 warning, 3 failed.\n");
        text.Append("# TYPE slssyslog_check_state gauge\n");
        foreach (CheckResult result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"slssyslog_check_state{{{LabelsOf(result)}}} {(int)result.State}\n");
        }

        text.Append("# HELP slssyslog_check_duration_seconds How long a check took.\n");
        text.Append("# TYPE slssyslog_check_duration_seconds gauge\n");
        foreach (CheckResult result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"slssyslog_check_duration_seconds{{{LabelsOf(result)}}} {result.Seconds}\n");
        }

        text.Append("# HELP slssyslog_check_timestamp_seconds When the checks ended, in seconds since 1970.\n");
        text.Append("# TYPE slssyslog_check_timestamp_seconds gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"slssyslog_check_timestamp_seconds {now.ToUnixTimeSeconds()}\n");
        return text.ToString();
    }

    private static string LabelsOf(CheckResult result) => $"route=\"{Escape(result.Route)}\",check=\"{Escape(result.Name)}\"";

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
