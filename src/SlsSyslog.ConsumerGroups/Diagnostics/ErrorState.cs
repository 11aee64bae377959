using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Keeps which operations currently fail. Errors of one shard are kept per shard; errors that affect all shards, such as rejected
/// credentials, are kept once. Safe for concurrent use.
/// </summary>
internal sealed class ErrorState
{
    private readonly ConcurrentDictionary<(string Operation, string Shard), SlsErrorKind> _failing = new();
    private volatile string? _lastError;

    /// <summary>Gets whether SLS currently rejects the credentials.</summary>
    public bool AreCredentialsRejected => _failing.Values.Any(kind => kind == SlsErrorKind.Credentials);

    /// <summary>Gets the last error, or null when an operation that failed has succeeded since.</summary>
    public string? LastError => _lastError;

    /// <summary>Records a failure.</summary>
    /// <returns>True if the operation did not fail before, or failed with an error of another kind.</returns>
    public bool SetFailed(string operation, string shard, SlsErrorKind kind, string reason)
    {
        _lastError = reason;
        (string, string) key = (operation, AffectsAllShards(kind) ? "" : shard);
        if (_failing.TryGetValue(key, out SlsErrorKind known) && known == kind)
        {
            return false;
        }

        _failing[key] = kind;
        return true;
    }

    /// <summary>Records a success.</summary>
    /// <returns>True if the operation failed before.</returns>
    public bool SetSucceeded(string operation, string shard)
    {
        if (_failing.IsEmpty || !(_failing.TryRemove((operation, shard), out _) | _failing.TryRemove((operation, ""), out _)))
        {
            return false;
        }

        _lastError = null;
        return true;
    }

    private static bool AffectsAllShards(SlsErrorKind kind) =>
        kind is SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Clock or SlsErrorKind.Rejected;
}
