using SlsSyslog.Serialization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads one or several logstores as a member of their consumer groups: registers, heartbeats, takes shards and gives them back, keeps
/// checkpoints. Errors of the service are retried inside and logged when they begin, change and end.
/// </summary>
public sealed partial class ConsumerGroupSource : ILogSource
{
    private readonly ConsumerGroupOptions _options;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _time;

    /// <summary>Makes a source. Touches neither network nor file.</summary>
    /// <param name="options">What to read; copied.</param>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="loggerFactory">Where state changes are logged.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names every fault and its mend.</exception>
    public ConsumerGroupSource(
        ConsumerGroupOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.Copy();
        _credentials = credentials;
        _time = timeProvider;
        _options.ThrowIfInvalid(nameof(options));
        _diagnostics = new SourceDiagnostics(loggerFactory.CreateLogger<ConsumerGroupSource>(), timeProvider);
    }

    // For tests, which put failures in between.
    internal Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> CreateHandler { get; init; } = SlsConnection.CreateHandler;

    /// <summary>How the source is at this moment; may be asked at any time.</summary>
    /// <returns>What is known.</returns>
    public SourceStatus GetStatus() => _diagnostics.Monitor.Status();

    /// <inheritdoc/>
    /// <exception cref="SlsException">The logstore can have no more consumer groups: the message says what to do.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        ILogger logger = _diagnostics.Logger;
        using ConsumerName name = AcquireName();
        LogRunning(logger, name.Value, _options.ConsumerGroup, _options.Project, _options.Logstore);

        string userAgent = $"SlsSyslog/{SourceParts.Version} {_options.ConsumerGroup}/{name.Value}";
        using SourceParts parts = new(_options, _credentials, userAgent, CreateHandler, _diagnostics, _time);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Together.RunAsync(
            _options.Logstores.Select(logstore => RunOneAsync(parts, logstore, name.Value, onLease, ending.Token)), ending).ConfigureAwait(false);
        LogEnded(logger, name.Value);
    }

    private async Task RunOneAsync(SourceParts parts, string logstore, string consumer, Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        SlsClient client = parts.CreateClient(logstore);
        GroupRegistrar registrar = new(client, _options, _diagnostics.Trouble, _time, _diagnostics.Logger);
        GroupTerms terms;
        try
        {
            terms = await registrar.EnsureAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        GroupMember member = new(registrar, terms, CreateSlotParts(parts, client, consumer), _options.DrainTimeout, onLease);
        RetentionWatch watch = new(client, _diagnostics.Monitor, _time, _diagnostics.Logger);
        using CancellationTokenSource left = new();
        Task watching = watch.RunAsync(left.Token);
        try
        {
            await using (member.ConfigureAwait(false))
            {
                await member.RunAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private ShardSlotParts CreateSlotParts(SourceParts parts, SlsClient client, string consumer)
    {
        ShardReaderParts reading = parts.CreateReaderParts(client, new ReaderPolicy(_options.ExpiredCursor, _options.EmitGapRecords)) with
        {
            PollInterval = _options.PollInterval,
            IdlePollInterval = _options.IdlePollInterval,
        };
        CheckpointTarget checkpoints = new(client, _options.ConsumerGroup, consumer, _options.CommitInterval, _diagnostics.Trouble, _time);
        PositionFinder positions = new(client, _options.ConsumerGroup, _options.StartFrom);
        return new ShardSlotParts(_options.Project, reading, checkpoints, positions, _options.EndAt, _diagnostics.Trouble, _time, _diagnostics.Logger);
    }

    private ConsumerName AcquireName() =>
        _options.Consumer.Length > 0
            ? ConsumerName.Fixed(_options.Consumer)
            : ConsumerName.Acquire($"{_options.Endpoint}\n{_options.Project}\n{_options.ConsumerGroup}", Path.GetTempPath());
}
