using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the logs between two positions and completes, for triggers that specify a range and to replay a period of time.</summary>
/// <remarks>
/// The source is not a member of a consumer group. Unless <see cref="FixedRangeOptions.ProgressGroup"/> is set, a commit stores nothing.
/// </remarks>
public sealed class FixedRangeSource : IMonitoredSource
{
    private readonly FixedRangeOptions _options;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SlsClock _clock;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _timeProvider;

    // Null until the ranges are found.
    private volatile List<RangeState>? _ranges;

    /// <summary>Initializes a new instance of the <see cref="FixedRangeSource"/> class. Performs no I/O.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="credentials">The provider of the credentials that sign requests.</param>
    /// <param name="loggerFactory">The factory of the logger for state changes.</param>
    /// <param name="timeProvider">The provider of the time and of timers.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public FixedRangeSource(FixedRangeOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.Copy();
        _options.ThrowIfInvalid(nameof(options));
        _credentials = credentials;
        _timeProvider = timeProvider;
        _clock = new SlsClock(timeProvider);
        _diagnostics = new SourceDiagnostics(loggerFactory.CreateLogger<FixedRangeSource>(), _clock, timeProvider);
    }

    /// <summary>Gets the message of the last failed request, or <see langword="null"/> when a request that failed has succeeded since.</summary>
    public string? LastError => _diagnostics.LastError;

    /// <inheritdoc/>
    public Action<PullMeasurement>? OnPulled
    {
        get => _diagnostics.Pulls.Observer;
        set => _diagnostics.Pulls.Observer = value;
    }

    /// <inheritdoc/>
    public SourceStatus GetStatus() => _diagnostics.GetStatus(_options);

    /// <summary>Gets how far the range of the current or last run is read. The call is cheap and can be made at any time.</summary>
    /// <returns>The progress.</returns>
    public RangeProgress GetProgress() => _ranges is not { } ranges
        ? new RangeProgress(0, 0, IsComplete: false)
        : new RangeProgress(
            ranges.Sum(range => range.LogGroups), ranges.Sum(range => range.ConfirmedLogGroups), ranges.TrueForAll(range => range.IsFinished));

    /// <summary>Gets or sets the factory of the network handler, which tests replace.</summary>
    internal Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> CreateHandler { get; init; } = SlsConnection.CreateHandler;

    /// <summary>Reads the shards concurrently until every lease has ended. Leases are never lost. When one fails, the others drain.</summary>
    /// <param name="onLease">Reads one shard until <see cref="ILogLease.ReadAsync"/> returns null. An exception is final and thrown here.</param>
    /// <param name="stopping">A token that drains all leases and then stops the source.</param>
    /// <returns>A task that completes when every lease has ended.</returns>
    /// <exception cref="SlsException">An error exceeded <see cref="FixedRangeOptions.RetryTimeout"/>, or the logs have expired.</exception>
    /// <exception cref="SlsProtocolException">A response could not be decoded after several attempts.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        using SourceSession session = new(_options, "range", _credentials, CreateHandler, _clock, _diagnostics, _timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ReaderPolicy policy = new(ExpiredCursorPolicy.Stop, EmitGapRecords: false) { RetryTimeout = _options.RetryTimeout };
        try
        {
            // All ranges are found before the first one is read, so that an unknown name fails before anything is sent.
            List<RangeState> ranges = [];
            foreach (LogstoreContext logstore in _options.Logstores.Select(session.Open))
            {
                ranges.AddRange(await new RangeFinder(logstore, policy, _options).FindAsync(ending.Token).ConfigureAwait(false));
            }

            _ranges = ranges;
            RangeReader reader = new(session, policy, _options, onLease);
            await TaskGroup.WhenAllAsync(
                ranges.GroupBy(range => range.Logstore.ShardName(range.Shard)).Select(shard => reader.ReadAsync([.. shard], ending.Token)), ending)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before everything was read.
        }
        finally
        {
            _diagnostics.RunEnded();
        }
    }
}
