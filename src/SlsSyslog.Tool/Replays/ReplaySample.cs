namespace SlsSyslog.Tool;

/// <summary>Represents the progress of a replay at a point in time.</summary>
/// <param name="LogGroups">The LogGroups of the range, at most; 0 when the size is not known.</param>
/// <param name="Confirmed">The LogGroups that are confirmed, also by earlier runs.</param>
/// <param name="Records">The records that this run has confirmed.</param>
/// <param name="Elapsed">The time since the run started.</param>
/// <param name="ConfirmedBefore">The LogGroups that earlier runs have confirmed.</param>
internal sealed record ReplaySample(long LogGroups, long Confirmed, long Records, TimeSpan Elapsed, long ConfirmedBefore)
{
    public double Fraction => LogGroups == 0 ? 0 : Math.Clamp((double)Confirmed / LogGroups, 0, 1);

    public double RecordsPerSecond => Elapsed.TotalSeconds < 0.5 ? 0 : Records / Elapsed.TotalSeconds;

    /// <summary>Gets the time left at the rate of this run; null when it is not known.</summary>
    public TimeSpan? Left => Confirmed > ConfirmedBefore && LogGroups > 0
        ? TimeSpan.FromSeconds(Math.Min(
            TimeSpan.MaxValue.TotalSeconds / 2, Elapsed.TotalSeconds / (Confirmed - ConfirmedBefore) * Math.Max(0, LogGroups - Confirmed)))
        : null;

    /// <summary>Describes the progress in one line.</summary>
    public override string ToString()
    {
        string share = LogGroups == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Fraction * 100):0} %, ");
        string left = Left is { } time ? $", {DurationText.Format(time)} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{share}{Records} records, {RecordsPerSecond:0} records/s{left}");
    }
}
