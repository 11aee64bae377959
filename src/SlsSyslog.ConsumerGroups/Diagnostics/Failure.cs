namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents an activity that fails at present.</summary>
/// <param name="Operation">The SLS name of the operation that failed last.</param>
/// <param name="Shard">The shard, or the logstore when the operation concerns all of its shards.</param>
/// <param name="Kind">What the failure means.</param>
/// <param name="Reason">The last error.</param>
/// <param name="Since">The timestamp of the first failure.</param>
internal sealed record Failure(string Operation, string Shard, SlsErrorKind Kind, string Reason, long Since)
{
    /// <summary>Gets the shard or the logstore with the word that says which of the two it is.</summary>
    public string Target => (Shard.Contains('/', StringComparison.Ordinal) ? "shard " : "logstore ") + Shard;
}
