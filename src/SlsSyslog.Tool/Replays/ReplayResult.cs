namespace SlsSyslog.Tool;

/// <summary>Describes how a replay ended.</summary>
/// <param name="IsComplete">Whether everything was read and confirmed, and nothing became a dead letter.</param>
/// <param name="IsInterrupted">Whether it was interrupted before.</param>
/// <param name="Reason">Why it is not complete; an empty string otherwise.</param>
internal sealed record ReplayResult(bool IsComplete, bool IsInterrupted, string Reason)
{
    /// <summary>Gets the name of the route in metrics and in the ledger.</summary>
    public string Route { get; init; } = "";

    /// <summary>Gets the consumer group that keeps the progress; null when nothing is kept.</summary>
    public string? Group { get; init; }

    /// <summary>Gets a value that indicates whether SLS rejected a request before anything was read.</summary>
    public bool IsRefused { get; init; }

    public long Delivered { get; init; }

    public long Filtered { get; init; }

    public long DeadLettered { get; init; }

    public long Skipped { get; init; }

    /// <summary>Gets the LogGroups of the range, at most.</summary>
    public long LogGroups { get; init; }

    public long ConfirmedLogGroups { get; init; }

    public double Seconds { get; init; }

    /// <summary>Gets what else must be known.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
