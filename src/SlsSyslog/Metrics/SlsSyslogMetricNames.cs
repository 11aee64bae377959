namespace SlsSyslog;

/// <summary>
/// Provides the names of the meter, of its instruments and of their tags. <c>docs/observability.md</c> describes each of them. No tag has a
/// value from the content of a log.
/// </summary>
public static class SlsSyslogMetricNames
{
    /// <summary>The name of the meter and of the activity source, for <c>AddMeter</c> and <c>AddSource</c> of OpenTelemetry.</summary>
    public const string Meter = "SlsSyslog";

    /// <summary>The tag with the name of the route.</summary>
    public const string RouteTag = "slssyslog.route";

    /// <summary>The tag with the name of the logstore.</summary>
    public const string LogstoreTag = "slssyslog.logstore";

    /// <summary>The tag with the number of the shard. Histograms do not have it.</summary>
    public const string ShardTag = "slssyslog.shard";

    /// <summary>The tag of <see cref="RouteState"/> with the state.</summary>
    public const string StateTag = "slssyslog.state";

    /// <summary>The tag of <see cref="DeliveryLatency"/> that is true for records of a route that reads a fixed range.</summary>
    public const string ReplayTag = "slssyslog.replay";

    /// <summary>The tag with the host of the server.</summary>
    public const string ServerAddressTag = "server.address";

    /// <summary>The tag with the port of the server.</summary>
    public const string ServerPortTag = "server.port";

    /// <summary>The tag with the type of the error, on failures only.</summary>
    public const string ErrorTypeTag = "error.type";

    /// <summary>Counts the records that were read.</summary>
    public const string ReadRecords = "slssyslog.read.records";

    /// <summary>Counts the records that a filter rejected.</summary>
    public const string FilteredRecords = "slssyslog.filtered.records";

    /// <summary>Counts the records that were sent and confirmed.</summary>
    public const string DeliveredRecords = "slssyslog.delivered.records";

    /// <summary>Counts the records that were stored as dead letters.</summary>
    public const string DeadLetteredRecords = "slssyslog.dead_lettered.records";

    /// <summary>Counts the records that expired before they could be read again, or that the failure policy skipped.</summary>
    public const string SkippedRecords = "slssyslog.skipped.records";

    /// <summary>Counts the records that were not confirmed when their shard was released.</summary>
    public const string ReleasedRecords = "slssyslog.released.records";

    /// <summary>The records that were read and are not confirmed yet.</summary>
    public const string PendingRecords = "slssyslog.pending.records";

    /// <summary>Counts how often records were read again after a connection broke.</summary>
    public const string RepeatedRecords = "slssyslog.repeated.records";

    /// <summary>Counts the records whose message was truncated.</summary>
    public const string TruncatedRecords = "slssyslog.truncated.records";

    /// <summary>Counts the records that were sent in several messages.</summary>
    public const string SplitRecords = "slssyslog.split.records";

    /// <summary>Counts the records with content that syslog cannot contain.</summary>
    public const string SanitizedRecords = "slssyslog.sanitized.records";

    /// <summary>Counts the records whose time field does not contain a valid time.</summary>
    public const string UnreadableTimeRecords = "slssyslog.unreadable_time.records";

    /// <summary>Counts the records that more than one profile matches.</summary>
    public const string AmbiguousProfileRecords = "slssyslog.ambiguous_profile.records";

    /// <summary>Counts the fields to expand that are not valid JSON.</summary>
    public const string UnparsedFields = "slssyslog.unparsed.fields";

    /// <summary>Counts the values in JSON whose name the record already has.</summary>
    public const string ClashingFields = "slssyslog.clashing.fields";

    /// <summary>The age of the oldest log that was not read.</summary>
    public const string ReadLag = "slssyslog.read.lag";

    /// <summary>The age of the oldest record that is not confirmed.</summary>
    public const string DeliveryLag = "slssyslog.delivery.lag";

    /// <summary>The time until the oldest unread log expires.</summary>
    public const string RetentionLeft = "slssyslog.retention.left";

    /// <summary>The time from the receipt by SLS to the confirmation.</summary>
    public const string DeliveryLatency = "slssyslog.delivery.latency";

    /// <summary>The duration of a request for logs.</summary>
    public const string PullDuration = "slssyslog.pull.duration";

    /// <summary>The time to format a slice.</summary>
    public const string FormatDuration = "slssyslog.format.duration";

    /// <summary>The time until the operating system accepted a slice.</summary>
    public const string SendDuration = "slssyslog.send.duration";

    /// <summary>The time from the send of a slice to its confirmation.</summary>
    public const string ConfirmDuration = "slssyslog.confirm.duration";

    /// <summary>Counts the time that records waited because of the limits of the rate of a destination.</summary>
    public const string SendThrottledTime = "slssyslog.send_throttled.time";

    /// <summary>Counts how often a shard was read again from its last confirmed position.</summary>
    public const string Rewinds = "slssyslog.shard.rewinds";

    /// <summary>Counts the bytes that were pulled, as SLS sent them.</summary>
    public const string PullCompressedBytes = "slssyslog.pull.compressed.bytes";

    /// <summary>Counts the bytes that were pulled, before compression.</summary>
    public const string PullRawBytes = "slssyslog.pull.raw.bytes";

    /// <summary>Counts the time that shards waited because of a quota of SLS.</summary>
    public const string ThrottledTime = "slssyslog.throttled.time";

    /// <summary>Counts the gaps.</summary>
    public const string GapOccurrences = "slssyslog.gap.occurrences";

    /// <summary>Counts the LogGroups that were lost in gaps.</summary>
    public const string GapMissedLogGroups = "slssyslog.gap.missed_log_groups";

    /// <summary>The shards that this process owns.</summary>
    public const string OwnedShards = "slssyslog.owned.shards";

    /// <summary>The shards of the group that nobody reads.</summary>
    public const string UnownedShards = "slssyslog.unowned.shards";

    /// <summary>The shards that cannot continue.</summary>
    public const string BlockedShards = "slssyslog.blocked.shards";

    /// <summary>The time since the last successful heartbeat.</summary>
    public const string HeartbeatAge = "slssyslog.heartbeat.age";

    /// <summary>The time since the last heartbeat that was attempted.</summary>
    public const string HeartbeatAttemptAge = "slssyslog.heartbeat_attempt.age";

    /// <summary>How long the oldest confirmed position waits to be stored.</summary>
    public const string CheckpointAge = "slssyslog.checkpoint.age";

    /// <summary>Whether another process uses the name of the consumer.</summary>
    public const string DuplicateConsumers = "slssyslog.duplicate.consumers";

    /// <summary>Whether SLS rejects the credentials.</summary>
    public const string RejectedCredentials = "slssyslog.rejected.credentials";

    /// <summary>The time until the credentials expire.</summary>
    public const string CredentialLeft = "slssyslog.credential.left";

    /// <summary>Counts the refreshes of credentials that failed.</summary>
    public const string CredentialRefreshErrors = "slssyslog.credential.refresh_errors";

    /// <summary>The bytes that the source holds.</summary>
    public const string MemoryUsage = "slssyslog.memory.usage";

    /// <summary>The memory budget of the source.</summary>
    public const string MemoryLimit = "slssyslog.memory.limit";

    /// <summary>The state of the route.</summary>
    public const string RouteState = "slssyslog.route.state";

    /// <summary>The open connections.</summary>
    public const string ConnectionCount = "slssyslog.connection.count";

    /// <summary>Counts the connections that were opened.</summary>
    public const string ConnectionConnects = "slssyslog.connection.connects";

    /// <summary>Counts the attempts to connect that failed.</summary>
    public const string ConnectionFailures = "slssyslog.connection.failures";

    /// <summary>Counts the connections that broke.</summary>
    public const string ConnectionBreaks = "slssyslog.connection.breaks";

    /// <summary>Counts the bytes that were sent.</summary>
    public const string SentBytes = "slssyslog.sent.bytes";

    /// <summary>The bytes that were sent and are not settled.</summary>
    public const string UnsettledBytes = "slssyslog.unsettled.bytes";

    /// <summary>The time until the certificates of a connection expire.</summary>
    public const string CertificateLeft = "slssyslog.certificate.left";
}
