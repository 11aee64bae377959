namespace SlsSyslog;

/// <summary>Creates the instruments of sources.</summary>
internal static class SourceInstruments
{
    public static void Create(InstrumentFactory create, TimeProvider timeProvider)
    {
        create.LogstoreCounter(
            new(SlsSyslogMetricNames.PullCompressedBytes, "By", "Bytes that were pulled, as SLS sent them: the traffic that is billed.",
                "Follows the logs.",
                MetricDefinition.NoAction),
            (LogstoreStatus logstore) => logstore.PulledBytes);
        create.LogstoreCounter(
            new(SlsSyslogMetricNames.PullRawBytes, "By", "Bytes that were pulled, before compression.", "Follows the logs.",
                MetricDefinition.NoAction),
            (LogstoreStatus logstore) => logstore.PulledRawBytes);
        create.LogstoreCounter(
            new(SlsSyslogMetricNames.ThrottledTime, "s", "Time that shards waited because SLS rejected pulls by a quota.", "0",
                "Raise the read quota, split the shards, or let fewer programs read them."),
            (LogstoreStatus logstore) => logstore.ThrottledTime.TotalSeconds);
        create.LogstoreCounter(
            new(SlsSyslogMetricNames.GapOccurrences, "{gap}", "Times that logs expired before they were read.", "0",
                "Logs are lost for the receiver. Increase the retention period, and alert on `slssyslog.retention.left`."),
            (LogstoreStatus logstore) => logstore.Gaps);
        create.LogstoreCounter(
            new(SlsSyslogMetricNames.GapMissedLogGroups, "{log_group}", "LogGroups that expired before they were read, an upper bound.", "0",
                "As for `slssyslog.gap.occurrences`."),
            (LogstoreStatus logstore) => logstore.MissedLogGroups);
        create.ShardsOfLogstoreGauge(
            new(SlsSyslogMetricNames.UnownedShards, "{shard}",
                "Shards of the group with unread logs whose checkpoint does not move: no consumer owns them, or their owner makes no progress. "
                + "Every process that owns a shard reports them: use the maximum, not the sum.",
                "0", "Start more processes, or find the process that owns the shard and does not send."),
            (route, logstore) => route.Source?.UnownedShards.Count(shard => shard.StartsWith(logstore + "/", StringComparison.Ordinal)) ?? 0);
        create.LogstoreGauge(
            new(SlsSyslogMetricNames.HeartbeatAge, "s", "Time since the last successful heartbeat.",
                "Below the heartbeat interval and a few seconds.",
                "Check the connection to SLS and the credentials. After the group timeout, others get the shards."),
            logstore => logstore.HeartbeatAge);
        create.LogstoreGauge(
            new(SlsSyslogMetricNames.HeartbeatAttemptAge, "s", "Time since the last heartbeat that was attempted, with or without success.",
                "Below the heartbeat interval and a few seconds.", "The process does not run its loops: restart it and report the case."),
            logstore => logstore.HeartbeatAttemptAge);
        CreateOfRoute(create, timeProvider);
    }

    private static void CreateOfRoute(InstrumentFactory create, TimeProvider timeProvider)
    {
        create.OfSources(
            new(SlsSyslogMetricNames.CheckpointAge, "s", "How long the oldest confirmed position waits to be stored as a checkpoint.",
                "Below the commit interval and a few seconds.", "Check the connection to SLS and the permission to store checkpoints."),
            isCounter: false,
            source => source.CheckpointAge?.TotalSeconds);
        create.OfSources<long>(
            new(SlsSyslogMetricNames.DuplicateConsumers, "{consumer}", "1 if another process was found to use the same consumer name.", "0",
                "Give each process a different `Consumer`, or remove the setting."),
            isCounter: false,
            source => source.IsConsumerDuplicate ? 1 : 0);
        create.OfSources<long>(
            new(SlsSyslogMetricNames.RejectedCredentials, "{credential}", "1 while SLS rejects the access key or its permissions.", "0",
                "Check the access key or role and its permissions."),
            isCounter: false,
            source => source.CredentialsRejected ? 1 : 0);
        create.OfSources(
            new(SlsSyslogMetricNames.CredentialLeft, "s", "Time until the credentials in use expire. Absent for permanent keys.",
                "Renewed before it falls below 15 minutes.", "Check the provider of the credentials: see `slssyslog.credential.refresh_errors`."),
            isCounter: false,
            source => (source.CredentialExpiresAt - timeProvider.GetUtcNow())?.TotalSeconds);
        create.OfSources<long>(
            new(SlsSyslogMetricNames.CredentialRefreshErrors, "{error}", "Refreshes of credentials that failed.", "0",
                "Read the reason in the log. The existing credentials are used until SLS rejects them."),
            isCounter: true,
            source => source.CredentialRefreshErrors);
        create.OfSources<long>(
            new(SlsSyslogMetricNames.MemoryUsage, "By", "Bytes that the source holds of its memory budget.", "Below the limit.",
                "If it stays at the limit, the server is slower than SLS. That is safe; increase `MemoryBudgetBytes` only for many shards."),
            isCounter: false,
            source => source.MemoryUsedBytes);
        create.OfSources<long>(
            new(SlsSyslogMetricNames.MemoryLimit, "By", "Memory budget of the source.", "As configured.", MetricDefinition.NoAction),
            isCounter: false,
            source => source.MemoryLimitBytes);
    }
}
