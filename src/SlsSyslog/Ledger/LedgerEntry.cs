namespace SlsSyslog;

/// <summary>Adds up what one line of the ledger says about a shard and a minute of receipt.</summary>
/// <param name="Minute">The minute in which SLS received the records.</param>
/// <param name="FirstCursor">The position at which the first batch of the line begins.</param>
internal sealed record LedgerEntry(DateTimeOffset Minute, LogPosition FirstCursor)
{
    /// <summary>Gets the position after the last batch of the line.</summary>
    public LogPosition LastCursor { get; private set; } = FirstCursor;

    /// <summary>Gets the counts of the records.</summary>
    public BatchCounts Counts { get; private set; }

    /// <summary>Gets the size of the logs before compression.</summary>
    public long RawBytes { get; private set; }

    public long GapLogGroups { get; set; }

    public long Repeated { get; set; }

    /// <summary>Gets the number of records that were confirmed within the limit.</summary>
    public long OnTime { get; private set; }

    public TimeSpan LatencyMax { get; private set; }

    /// <summary>Gets the largest number of LogGroups of the line; null when cursors have no numbers.</summary>
    public long? LogGroups => CursorNumber.Decode(LastCursor) - CursorNumber.Decode(FirstCursor);

    /// <summary>Adds a batch all of whose records are confirmed.</summary>
    public void Add(LogPosition end, in BatchCounts counts, long rawBytes, TimeSpan latency, TimeSpan onTimeLimit)
    {
        BatchCounts sum = Counts;
        sum.Add(counts);
        (LastCursor, Counts) = (end, sum);
        RawBytes += rawBytes;
        OnTime += latency <= onTimeLimit ? counts.Read : 0;
        LatencyMax = latency > LatencyMax ? latency : LatencyMax;
    }
}
