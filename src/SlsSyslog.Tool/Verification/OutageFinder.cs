namespace SlsSyslog.Tool;

/// <summary>Finds the minutes in which records were delivered late or were lost, and joins those that follow each other.</summary>
internal static class OutageFinder
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<VerifyOutage> Find(IEnumerable<LedgerRecord> records)
    {
        List<VerifyOutage> outages = [];
        foreach (LedgerRecord record in records.Where(IsAffected).OrderBy(record => record.MinuteTime))
        {
            DateTimeOffset start = record.MinuteTime;
            DateTimeOffset end = record.Written > start ? record.Written : start.AddMinutes(1);
            long late = Math.Max(0, record.Read - record.OnTime);
            if (outages.Count > 0 && start - outages[^1].End <= LongestPause)
            {
                VerifyOutage last = outages[^1];
                end = end > last.End ? end : last.End;
                outages[^1] = new VerifyOutage(
                    last.Start, end, Seconds(last.Start, end), CauseOf(last.LogGroupsLost + record.GapLogGroups), last.RecordsLate + late,
                    last.LogGroupsLost + record.GapLogGroups, Math.Max(last.LatencyMaxSeconds, record.LatencyMax));
            }
            else
            {
                outages.Add(new VerifyOutage(
                    start, end, Seconds(start, end), CauseOf(record.GapLogGroups), late, record.GapLogGroups, record.LatencyMax));
            }
        }

        return outages;
    }

    private static bool IsAffected(LedgerRecord record) => record.OnTime < record.Read || record.GapLogGroups > 0;

    private static double Seconds(DateTimeOffset start, DateTimeOffset end) => Math.Round((end - start).TotalSeconds);

    private static string CauseOf(long lost) => lost > 0
        ? "logs expired before they were read, or could not be decoded"
        : "delivered after the limit of the ledger; the log of the forwarder names the cause";
}
