namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents how far a source has read its range, by what its reader has confirmed.</summary>
/// <param name="LogGroups">The number of LogGroups of the range; at most, because SLS can leave out numbers. 0 before the range is found.</param>
/// <param name="ConfirmedLogGroups">The number of those that are confirmed, including those that an earlier run has confirmed.</param>
/// <param name="IsComplete">A value that indicates whether the whole range was read and confirmed.</param>
public sealed record RangeProgress(long LogGroups, long ConfirmedLogGroups, bool IsComplete);
