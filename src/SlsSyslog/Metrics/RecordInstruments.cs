namespace SlsSyslog;

/// <summary>Creates the instruments of records and shards.</summary>
internal static class RecordInstruments
{
    private const string Record = "{record}";
    private const string Field = "{field}";

    public static void Create(InstrumentFactory create)
    {
        create.ShardCounter(
            new(SlsSyslogMetricNames.ReadRecords, Record, "Records that were read. A record that is read again is not counted again.",
                "Grows while logs are written.", "If it does not grow although logs are written: see `slssyslog.read.lag`."),
            shard => shard.Snapshot.Counts.Read);
        create.ShardCounter(
            new(SlsSyslogMetricNames.FilteredRecords, Record, "Records that a filter rejected.", "As the filters are meant.",
                "If it is equal to the records that were read, check the filters."),
            shard => shard.Snapshot.Counts.Filtered);
        create.ShardCounter(
            new(SlsSyslogMetricNames.DeliveredRecords, Record, "Records that were sent and confirmed.", "Grows as the records that are read.",
                "If it does not grow while records are pending: check the server."),
            shard => shard.Snapshot.Counts.Delivered);
        create.ShardCounter(
            new(SlsSyslogMetricNames.DeadLetteredRecords, Record, "Records that could not be sent and were stored as dead letters.", "0",
                "Read the reasons in the dead-letter file, correct the formatter or the limit, and replay the records."),
            shard => shard.Snapshot.Counts.DeadLettered);
        create.ShardCounter(
            new(SlsSyslogMetricNames.SkippedRecords, Record,
                "Records that are lost for the receiver: they expired in SLS before they could be read again, or the failure policy skipped them.",
                "0",
                "Increase the retention period of the logstore, or read in the log what is skipped and correct the cause."),
            shard => shard.Snapshot.Counts.Skipped);
        create.ShardCounter(
            new(SlsSyslogMetricNames.ReleasedRecords, Record,
                "Records that were not confirmed when their shard was released; the next owner reads them.",
                "0 except after rebalances and stops during an outage.", "If it grows often, check why shards move."),
            shard => shard.Snapshot.Counts.Released);
        create.ShardGauge(
            new(SlsSyslogMetricNames.PendingRecords, Record, "Records that were read and are not confirmed yet.", "Rises and falls; 0 when idle.",
                "If it does not fall: see `slssyslog.delivery.lag`."),
            shard => shard.Snapshot.Pending);
        create.ShardCounter(
            new(SlsSyslogMetricNames.RepeatedRecords, Record,
                "Times that a record was read again because a connection broke before it was confirmed.",
                "0; grows at an outage.", "The receiver may have these records twice. If it grows without an outage: see `slssyslog.shard.rewinds`."),
            shard => shard.Snapshot.Counts.Repeated);
        create.ShardCounter(
            new(SlsSyslogMetricNames.TruncatedRecords, Record, "Delivered records whose message was truncated to the size limit.", "0, or few.",
                "Increase `Message:MaxBytes` together with the limit of the server, or send fewer fields."),
            shard => shard.Snapshot.Counts.Truncated);
        create.ShardCounter(
            new(SlsSyslogMetricNames.SplitRecords, Record, "Delivered records that were longer than a message and were sent in several ones.",
                "0, or few.",
                "If it is large, increase `Message:MaxBytes` together with the limit of the server, or send fewer fields."),
            shard => shard.Snapshot.Counts.Split);
        create.ShardCounter(
            new(SlsSyslogMetricNames.SanitizedRecords, Record, "Confirmed records with content that syslog cannot contain and that was replaced.",
                "0, or few.", "Check the encoding of the source: see `Message:Encodings`."),
            shard => shard.Snapshot.Counts.Sanitized);
        create.ShardCounter(
            new(SlsSyslogMetricNames.UnreadableTimeRecords, Record, "Confirmed records whose time field does not contain a valid time.", "0",
                "Check `TimeField`, `TimeFormat` and `TimeZoneOfField`. The messages have the time of SLS."),
            shard => shard.Snapshot.Counts.UnreadableTimes);
        create.ShardCounter(
            new(SlsSyslogMetricNames.AmbiguousProfileRecords, Record, "Confirmed records that more than one profile matches; the first is used.", "0",
                "Make the conditions of the profiles exclude each other, or order them."),
            shard => shard.Snapshot.Counts.AmbiguousProfiles);
        create.ShardCounter(
            new(SlsSyslogMetricNames.UnparsedFields, Field, "Fields to expand that are not valid JSON. They are sent unchanged.", "0",
                "Check `Message:Expand`, and whether the source cuts long values."),
            shard => shard.Snapshot.Counts.UnparsedFields);
        create.ShardCounter(
            new(SlsSyslogMetricNames.ClashingFields, Field, "Values in JSON that are not sent because the record has a field of that name.", "0",
                "Give the expanded fields a prefix."),
            shard => shard.Snapshot.Counts.NameClashes);
        CreateLags(create);
    }

    private static void CreateLags(InstrumentFactory create)
    {
        create.ShardGauge(
            new(SlsSyslogMetricNames.ReadLag, "s", "Age of the oldest log that was not read, by the time at which SLS received it.",
                "Below a few seconds.",
                "Check the connection to SLS and its quotas; if `slssyslog.delivery.lag` is large too, check the server."),
            shard => shard.Read?.Lag);
        create.ShardGauge(
            new(SlsSyslogMetricNames.DeliveryLag, "s", "Age of the oldest batch that was read and is not confirmed; 0 when nothing is pending.",
                "Below the settle window and a few seconds.", "Check that the server runs, is reachable, and reads what it receives."),
            shard => shard.Snapshot.DeliveryLag);
        create.ShardGauge(
            new(SlsSyslogMetricNames.RetentionLeft, "s", "Time until the oldest unread log expires.", "About the retention period.",
                "Before it reaches 0: end the outage, add consumers, or increase the retention period. After it, logs are lost."),
            shard => shard.Read?.RetentionLeft);
        create.ShardsOfLogstoreGauge(
            new(SlsSyslogMetricNames.OwnedShards, "{shard}", "Shards that this process owns.",
                "The sum over all processes is the number of shards.", "If it is 0 everywhere: see `slssyslog.heartbeat.age`."),
            (route, logstore) => route.Shards.Count(shard => shard.IsOwned && shard.Logstore == logstore));
        create.ShardsOfLogstoreGauge(
            new(SlsSyslogMetricNames.BlockedShards, "{shard}",
                "Owned shards that wait at a block that does not decode, at a record that the server rejects, or at a dead letter that cannot be "
                + "stored.",
                "0", "Read the status or the log: it names the position and what to do."),
            (route, logstore) => route.Shards.Count(shard => shard.IsBlocked && shard.Logstore == logstore));
        create.StateGauge(new(
            SlsSyslogMetricNames.RouteState, "{route}", "1 for the state of the route and 0 for the others.", "1 for `running`.",
            "For `failed`: read the error in the status or the log, and restart the program."));
    }
}
