using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Passes the pulls of a source to its observer and counts their bytes.</summary>
internal sealed class PullMeter(SourceMonitor monitor, TimeProvider timeProvider)
{
    private volatile Action<PullMeasurement>? _observer;

    public Action<PullMeasurement>? Observer
    {
        get => _observer;
        set => _observer = value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<PullResult> MeasureAsync(string logstore, ValueTask<PullResult> pull, long started)
    {
        try
        {
            PullResult pulled = await pull.ConfigureAwait(false);
            monitor.GetLogstore(logstore).AddPull(pulled.Body?.Bytes.Length ?? 0, pulled.RawBytes);
            Report(logstore, started, errorType: null);
            return pulled;
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            Report(logstore, started, ErrorTypeOf(SlsErrors.Classify(exception)));
            throw;
        }
    }

    private void Report(string logstore, long started, string? errorType) =>
        _observer?.Invoke(new PullMeasurement(logstore, timeProvider.GetElapsedTime(started), errorType));

    private static string ErrorTypeOf(SlsErrorKind kind) => kind switch
    {
        SlsErrorKind.Transient => "transient",
        SlsErrorKind.Throttled => "throttled",
        SlsErrorKind.Credentials => "credentials",
        SlsErrorKind.Clock => "clock",
        SlsErrorKind.Missing => "missing",
        SlsErrorKind.Rejected => "rejected",
        SlsErrorKind.ShardMissing => "shard_missing",
        SlsErrorKind.InvalidCursor => "invalid_cursor",
        _ => "_OTHER",
    };
}
