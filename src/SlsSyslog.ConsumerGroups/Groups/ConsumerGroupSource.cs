using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads logstores as a member of their consumer groups: sends heartbeats, takes and releases shards, stores checkpoints.</summary>
/// <remarks>Errors of the service are retried. They are logged when they start, change and end.</remarks>
public sealed partial class ConsumerGroupSource : IMonitoredSource
{
    private readonly ConsumerGroupOptions _options;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SlsClock _clock;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _timeProvider;
    private volatile string? _consumer;

    /// <summary>Initializes a new instance of the <see cref="ConsumerGroupSource"/> class. Performs no I/O.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="credentials">The provider of the credentials that sign requests.</param>
    /// <param name="loggerFactory">The factory of the logger for state changes.</param>
    /// <param name="timeProvider">The provider of the time and of timers.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public ConsumerGroupSource(
        ConsumerGroupOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
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
        _diagnostics = new SourceDiagnostics(loggerFactory.CreateLogger<ConsumerGroupSource>(), _clock, timeProvider);
    }

    /// <summary>Gets or sets the factory of the network handler, which tests replace.</summary>
    internal Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> CreateHandler { get; init; } = SlsConnection.CreateHandler;

    /// <inheritdoc/>
    public Action<PullMeasurement>? OnPulled
    {
        get => _diagnostics.Pulls.Observer;
        set => _diagnostics.Pulls.Observer = value;
    }

    /// <inheritdoc/>
    public SourceStatus GetStatus()
    {
        SourceStatus status = _diagnostics.GetStatus(_options);
        return status with
        {
            ConsumerGroup = _options.ConsumerGroup,
            Consumer = _consumer,
            IsRegistered = status.Logstores.All(logstore => logstore.IsRegistered),
            HeartbeatAttemptAge = status.Logstores.Max(logstore => logstore.HeartbeatAttemptAge),
            CheckpointAge = _diagnostics.Monitor.CheckpointAge,
            UnownedShards = _diagnostics.Monitor.UnownedShards,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="SlsException">The logstore cannot have more consumer groups. The message describes what to do.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        using ConsumerName consumer = AcquireName();
        ConsumerGroupOptions options = _options.Copy();
        _consumer = options.Consumer = consumer.Value;
        LogStarted(_diagnostics.Logger, options.Consumer, options.ConsumerGroup, options.Project, options.Logstore);

        string userAgent = $"{options.ConsumerGroup}/{options.Consumer}";
        using SourceSession session = new(options, userAgent, _credentials, CreateHandler, _clock, _diagnostics, _timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            await TaskGroup.WhenAllAsync(
                options.Logstores.Select(name => RunOneAsync(session, session.Open(name), options, onLease, ending.Token)), ending)
                .ConfigureAwait(false);
        }
        finally
        {
            _diagnostics.RunEnded();
        }

        LogStopped(_diagnostics.Logger, options.Consumer);
    }

    private static async Task RunOneAsync(
        SourceSession session, LogstoreContext logstore, ConsumerGroupOptions options, Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        GroupRegistrar registrar = new(logstore, options);
        HeartbeatTiming timing;
        try
        {
            timing = await registrar.EnsureAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        using PositionFinder positions = new(logstore.Client, options.ConsumerGroup, options.StartFrom);
        GroupMember member = new(
            registrar, timing, logstore, options, shard => new ShardSlot(session, logstore, options, positions, shard), onLease);
        using CancellationTokenSource ended = new();
        Task watching = Task.WhenAll(
            new RetentionWatch(logstore).RunAsync(ended.Token),
            new ConsumerWatch(logstore, options).RunAsync(ended.Token),
            registrar.HasCreated ? new NewGroupReport(logstore, options, registrar.OtherGroups).RunAsync(ended.Token) : Task.CompletedTask);
        try
        {
            await using (member.ConfigureAwait(false))
            {
                await member.RunAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private ConsumerName AcquireName() =>
        _options.Consumer.Length > 0
            ? ConsumerName.Fixed(_options.Consumer)
            : ConsumerName.Acquire($"{_options.Endpoint}\n{_options.Project}\n{_options.ConsumerGroup}", ConsumerName.DefaultFolders);
}
