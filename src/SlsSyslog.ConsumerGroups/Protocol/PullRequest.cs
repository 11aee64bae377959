namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies what to pull.</summary>
internal readonly record struct PullRequest(string Logstore, int Shard, LogPosition From)
{
    /// <summary>Gets the end, exclusive; null for no end.</summary>
    public LogPosition? End { get; init; }

    /// <summary>Gets the number of LogGroups to return at most; 0 for the maximum.</summary>
    public int MaxGroups { get; init; }
}
