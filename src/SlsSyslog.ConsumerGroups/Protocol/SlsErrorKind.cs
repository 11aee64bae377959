namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies what a failure means, regardless of the operation (SLS protocol 6.1).</summary>
internal enum SlsErrorKind
{
    /// <summary>No response, a server error, or a response that cannot be decoded. Retry soon.</summary>
    Transient,

    /// <summary>A quota is exceeded. Retry later.</summary>
    Throttled,

    /// <summary>The access key, its token or its permissions are rejected. Retry slowly until they are corrected.</summary>
    Credentials,

    /// <summary>The time of the signature differs too much from the server time.</summary>
    Clock,

    /// <summary>The project or the logstore does not exist. Retry slowly, because it can be created.</summary>
    Missing,

    /// <summary>The request is invalid. Retry slowly until the settings are corrected.</summary>
    Rejected,

    /// <summary>The consumer group does not exist.</summary>
    GroupMissing,

    /// <summary>The consumer group already exists.</summary>
    GroupExists,

    /// <summary>The logstore cannot have more consumer groups.</summary>
    GroupQuota,

    /// <summary>SLS no longer knows this consumer. Register again.</summary>
    Evicted,

    /// <summary>Another consumer owns the shard.</summary>
    OwnershipLost,

    /// <summary>The shard and its logs no longer exist.</summary>
    ShardMissing,

    /// <summary>The cursor is outside of the retained logs, or is not valid.</summary>
    InvalidCursor,
}
