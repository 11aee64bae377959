namespace SlsSyslog.ConsumerGroups;

/// <summary>Keeps which activities fail: per shard, or once for what affects all shards, such as credentials. Safe for concurrent use.</summary>
internal sealed class ErrorState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Activity, string Shard), Failure> _failing = [];
    private volatile string? _lastError;

    /// <summary>Gets whether SLS currently rejects the credentials.</summary>
    public bool AreCredentialsRejected
    {
        get
        {
            lock (_lock)
            {
                return _failing.Values.Any(failure => failure.Kind == SlsErrorKind.Credentials);
            }
        }
    }

    /// <summary>Gets the last error, or null when an activity that failed has succeeded since.</summary>
    public string? LastError => _lastError;

    /// <summary>Gets the number of failures, and one of them.</summary>
    public (int Count, Failure? First) Current
    {
        get
        {
            lock (_lock)
            {
                return (_failing.Count, _failing.Values.MinBy(failure => failure.Since));
            }
        }
    }

    /// <summary>Records a failure.</summary>
    /// <returns>True if the activity did not fail before, or failed with an error of another kind.</returns>
    public bool SetFailed(string activity, Failure failure)
    {
        _lastError = failure.Reason;
        (string, string) key = (activity, AffectsAllShards(failure.Kind) ? "" : failure.Shard);
        lock (_lock)
        {
            _ = _failing.TryGetValue(key, out Failure? known);

            // The shard that reported it first stays, so that the failure ends with that shard at the latest.
            _failing[key] = known is null ? failure : failure with { Shard = known.Shard, Since = known.Since };
            return known?.Kind != failure.Kind;
        }
    }

    /// <summary>Records a success.</summary>
    /// <returns>The failure that has ended, or null if the activity did not fail before.</returns>
    public Failure? SetSucceeded(string activity, string shard)
    {
        lock (_lock)
        {
            bool hasEnded = _failing.Remove((activity, shard), out Failure? ofShard);
            if (!(_failing.Remove((activity, ""), out Failure? ofAll) || hasEnded))
            {
                return null;
            }

            _lastError = null;
            return ofShard ?? ofAll;
        }
    }

    /// <summary>Removes the failures of a shard that this consumer no longer reads.</summary>
    public void Remove(string shard)
    {
        lock (_lock)
        {
            foreach ((string, string) key in _failing.Where(entry => entry.Value.Shard == shard).Select(entry => entry.Key).ToArray())
            {
                _failing.Remove(key);
            }
        }
    }

    private static bool AffectsAllShards(SlsErrorKind kind) =>
        kind is SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Clock or SlsErrorKind.Rejected;
}
