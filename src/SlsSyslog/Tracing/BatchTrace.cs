using System.Diagnostics;

namespace SlsSyslog;

/// <summary>
/// Creates the spans of one batch: receive, send and settle, each linked to the ones before. Nothing is created while nobody listens. The
/// attributes are those of the messaging conventions of OpenTelemetry.
/// </summary>
internal sealed class BatchTrace
{
    private static readonly ActivitySource Source = new(SlsSyslogMetricNames.Meter, StatusRegistry.Version);

    private readonly RouteMonitor _route;
    private readonly string _logstore;
    private readonly string _shard;
    private readonly TimeProvider _timeProvider;
    private readonly ActivityContext _receive;
    private ActivityContext _send;
    private DateTimeOffset _sentAt;

    private BatchTrace(RouteMonitor route, string shardName, DateTimeOffset startedAt, TimeProvider timeProvider)
    {
        int slash = shardName.IndexOf('/', StringComparison.Ordinal);
        (_route, _timeProvider) = (route, timeProvider);
        _logstore = shardName[..Math.Max(slash, 0)];
        _shard = shardName[(slash + 1)..];
        using Activity? receive = Start("receive", _logstore, ActivityKind.Consumer, startedAt, links: []);
        _receive = receive?.Context ?? default;
    }

    /// <summary>Gets whether anybody listens.</summary>
    public static bool IsEnabled => Source.HasListeners();

    /// <summary>Creates the span of a read that has ended. Returns null while nobody listens, and for a batch without logs.</summary>
    public static BatchTrace? Receive(RouteMonitor route, string shardName, LogBatch batch, DateTimeOffset startedAt, TimeProvider timeProvider) =>
        IsEnabled && startedAt != default && batch.RawBytes > 0 ? new BatchTrace(route, shardName, startedAt, timeProvider) : null;

    /// <summary>Starts the span of the send, which ends when it is disposed.</summary>
    public Activity? StartSend()
    {
        SyslogServer? server = _route.Transport?.GetServers().Select(status => status.Server).FirstOrDefault();
        Activity? send = Start("send", server?.Host ?? _route.Name, ActivityKind.Producer, _timeProvider.GetUtcNow(), LinkTo(_receive));
        send?.SetTag(SlsSyslogMetricNames.ServerAddressTag, server?.Host);
        send?.SetTag(SlsSyslogMetricNames.ServerPortTag, server?.Port);
        _send = send?.Context ?? default;
        return send;
    }

    /// <summary>Notes the end of the send, from which on the batch waits for its confirmation.</summary>
    public void EndSend() => _sentAt = _timeProvider.GetUtcNow();

    /// <summary>Creates the span of the wait for the confirmation.</summary>
    /// <param name="records">The number of records.</param>
    public void Settle(int records)
    {
        using Activity? settle = StartSettle();
        settle?.SetTag("messaging.batch.message_count", records);
    }

    /// <summary>Creates the span of a wait that ended without a confirmation.</summary>
    public void Fail(string errorType, string message)
    {
        using Activity? settle = StartSettle();
        SetError(settle, errorType, message);
    }

    /// <summary>Sets the error of a span. The message is that of a transport and contains nothing of a log.</summary>
    public static void SetError(Activity? activity, string errorType, string message)
    {
        activity?.SetStatus(ActivityStatusCode.Error, PlainText.Clean(message));
        activity?.SetTag(SlsSyslogMetricNames.ErrorTypeTag, errorType);
    }

    private static ActivityLink[] LinkTo(ActivityContext context) => context == default ? [] : [new ActivityLink(context)];

    private Activity? StartSettle() => Start(
        "settle", _logstore, ActivityKind.Client, _sentAt == default ? _timeProvider.GetUtcNow() : _sentAt, [.. LinkTo(_receive), .. LinkTo(_send)]);

    private Activity? Start(string operation, string destination, ActivityKind kind, DateTimeOffset startedAt, ActivityLink[] links)
    {
        Activity? activity = Source.CreateActivity($"{operation} {destination}", kind, parentContext: default, tags: null, links);
        if (activity is null)
        {
            return null;
        }

        activity.SetStartTime(startedAt.UtcDateTime);
        activity.SetTag("messaging.system", "alibaba_sls");
        activity.SetTag("messaging.operation.name", operation);
        activity.SetTag("messaging.operation.type", operation);
        activity.SetTag("messaging.destination.name", _logstore);
        activity.SetTag("messaging.destination.partition.id", _shard);
        activity.SetTag("messaging.consumer.group.name", _route.ConsumerGroup);
        activity.SetTag(SlsSyslogMetricNames.RouteTag, _route.Name);
        return activity.Start();
    }
}
