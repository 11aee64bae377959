namespace SlsSyslog;

/// <summary>Builds the public status of a route from a sample.</summary>
internal static class StatusBuilder
{
    private const string ServerAction =
        "Check that the server runs and is reachable at its address and port. For TLS, check the certificates of both sides.";

    public static RouteStatus Build(RouteMonitor route, RouteSample sample)
    {
        SourceStatus? source = sample.Source;
        ShardForwardingStatus[] shards = [.. sample.Shards.Select(Describe)];
        DestinationStatus[] destinations = [.. sample.Servers.Select(Describe)];
        (double records, double bytes) = route.Rate.GetRates();
        return new RouteStatus
        {
            Name = sample.Name,
            State = sample.State,
            IsRequired = route.IsRequired,
            Project = source?.Project,
            Logstores = [.. source?.Logstores.Select(logstore => logstore.Name) ?? []],
            ConsumerGroup = source?.ConsumerGroup,
            Consumer = source?.Consumer,
            IsRegistered = source?.IsRegistered ?? true,
            HeartbeatAge = source?.HeartbeatAge,
            HeartbeatAttemptAge = source?.HeartbeatAttemptAge,
            CheckpointAge = source?.CheckpointAge,
            Totals = RecordTotals.Sum(shards.Select(shard => shard.Totals)),
            RecordsPerSecond = records,
            BytesPerSecond = bytes,
            ReadLag = shards.Max(shard => shard.ReadLag),
            DeliveryLag = shards.Max(shard => shard.DeliveryLag) ?? TimeSpan.Zero,
            RetentionLeft = shards.Min(shard => shard.RetentionLeft),
            UnsettledBytes = shards.Sum(shard => shard.UnsettledBytes),
            MemoryUsedBytes = source?.MemoryUsedBytes ?? 0,
            MemoryLimitBytes = source?.MemoryLimitBytes ?? 0,
            AreCredentialsRejected = source?.CredentialsRejected ?? false,
            CredentialExpiresAt = source?.CredentialExpiresAt,
            LastError = Latest([route.LastError, Convert(source?.LastError), .. destinations.Select(destination => destination.LastError)]),
            Outages = FindOutages(route, source),
            Shards = shards,
            UnownedShards = source?.UnownedShards ?? [],
            Destinations = destinations,
            SendThrottledTime = sample.SendThrottledTime,
            LastDeliveryAt = route.LastDeliveryAt,
            DeadLetterTarget = route.DeadLetterTarget,
        };
    }

    private static ShardForwardingStatus Describe(ShardSample shard) => new()
    {
        Name = shard.Snapshot.Name,
        IsOwned = shard.IsOwned,
        NextPosition = shard.Read?.NextPosition,
        ConfirmedPosition = shard.Snapshot.Confirmed,
        ReadLag = shard.Read?.Lag,
        DeliveryLag = shard.Snapshot.DeliveryLag,
        RetentionLeft = shard.Read?.RetentionLeft,
        Totals = shard.Snapshot.Totals,
        UnsettledBytes = shard.Snapshot.UnsettledBytes,
        Blocked = shard.Snapshot.Blocked ?? Convert(shard.Read?.Blocked),
        LastError = Latest([shard.Snapshot.LastError, Convert(shard.Read?.LastError)]),
    };

    private static DestinationStatus Describe(ServerStatus server) => new()
    {
        Address = server.Server.ToString()[(server.Server.Scheme.Length + 3)..],
        Scheme = server.Server.Scheme,
        Connections = server.Connections,
        Connects = server.Connects,
        Breaks = server.Breaks.Values.Sum(),
        UnsettledBytes = server.UnsettledBytes,
        CertificateExpiresAt = server.CertificateExpiresAt,
        LastError = server is { LastErrorAt: { } time, LastError: { } message } ? new StatusError(time, message, ServerAction) : null,
    };

    private static OutageStatus[] FindOutages(RouteMonitor route, SourceStatus? source)
    {
        IEnumerable<OutageStatus> ofSource = (source?.Outages ?? [])
            .Select(outage => new OutageStatus(OutageSide.Source, outage.Start, outage.End, outage.Cause, 0, 0));
        return [.. (route.Progress?.GetOutages() ?? []).Concat(ofSource).OrderByDescending(outage => outage.Start).Take(OutageLog.Capacity)];
    }

    private static StatusError? Convert(SourceError? error) => error is null ? null : new StatusError(error.Time, error.Message, error.Action);

    private static StatusError? Latest(IEnumerable<StatusError?> errors) => errors.OfType<StatusError>().MaxBy(error => error.Time);
}
