namespace SlsSyslog.ConsumerGroups;

// What a failure means for us, whatever operation met it (SLS protocol 6.1).
internal enum SlsErrorKind
{
    // No answer, a server error, an answer that does not decode: try again soon.
    Transient,

    // A quota: try again later.
    Throttled,

    // The key, its token or its permissions: try again slowly, somebody has to mend it.
    Credentials,

    // Signed with a time that is too far off.
    Clock,

    // The project or the logstore does not exist, or not yet: try again slowly.
    Missing,

    // The request itself is wrong: try again slowly, somebody has to mend it.
    Rejected,

    // The consumer group does not exist.
    GroupMissing,

    // The consumer group exists already.
    GroupExists,

    // No more consumer groups in this logstore.
    GroupQuota,

    // SLS has forgotten this consumer: register again.
    Evicted,

    // Somebody else owns the shard.
    OwnershipLost,

    // The shard is gone with all its data.
    ShardMissing,

    // The cursor lies outside what is retained, or is none.
    InvalidCursor,
}
