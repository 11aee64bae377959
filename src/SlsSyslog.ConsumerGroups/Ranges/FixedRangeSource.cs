using SlsSyslog.Serialization;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads what lies between two positions and completes: for triggers that name a range, and to replay a time beside the live flow.
/// Belongs to no consumer group and stores no checkpoint: a commit has no effect.
/// </summary>
public sealed class FixedRangeSource : ILogSource
{
    private readonly FixedRangeOptions _options;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _time;

    /// <summary>Makes a source. Touches no network.</summary>
    /// <param name="options">What to read; copied.</param>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="loggerFactory">Where state changes are logged.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names every fault and its mend.</exception>
    public FixedRangeSource(FixedRangeOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.Copy();
        _credentials = credentials;
        _time = timeProvider;
        _options.ThrowIfInvalid(nameof(options));
        _diagnostics = new SourceDiagnostics(loggerFactory.CreateLogger<FixedRangeSource>(), timeProvider);
    }

    /// <summary>Why a request to SLS failed that is being tried again at this moment, or when it was stopped; null when none is.</summary>
    public string? LastError => _diagnostics.Trouble.Current;

    internal Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> CreateHandler { get; init; } = SlsConnection.CreateHandler;

    /// <summary>
    /// Hands out the range's shards, all at the same time, and completes when every lease has ended. Its leases are never lost; when
    /// one fails the others drain.
    /// </summary>
    /// <param name="onLease">Reads one shard until <see cref="ILogLease.ReadAsync"/> gives null. A failure is final and comes out.</param>
    /// <param name="stopping">Asks every lease to drain, then ends.</param>
    /// <exception cref="SlsException">SLS refused for longer than <see cref="FixedRangeOptions.RetryTimeout"/>, or the range has expired.</exception>
    /// <exception cref="SlsProtocolException">An answer did not decode however often it was asked for.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        using SourceParts parts = new(_options, _credentials, $"SlsSyslog/{SourceParts.Version} range", CreateHandler, _diagnostics, _time);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            List<(ShardReaderParts Parts, ShardRange Range)> shards = await FindAsync(parts, ending.Token).ConfigureAwait(false);
            await Together.RunAsync(shards.Select(s => ReadAsync(s.Parts, s.Range, onLease, ending.Token)), ending).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to end before everything was read.
        }
    }

    // All of them before the first is read, so that a name that is wrong fails before anything is sent.
    private async Task<List<(ShardReaderParts Parts, ShardRange Range)>> FindAsync(SourceParts parts, CancellationToken cancellationToken)
    {
        ReaderPolicy policy = new(ExpiredCursorPolicy.Stop, GapRecords: false) { Patience = _options.RetryTimeout };
        List<(ShardReaderParts Parts, ShardRange Range)> shards = [];
        foreach (string logstore in _options.Logstores)
        {
            ShardReaderParts readerParts = parts.CreateReaderParts(parts.CreateClient(logstore), policy);
            IReadOnlyList<ShardRange> ranges = await new RangeFinder(readerParts, _options).FindAsync(cancellationToken).ConfigureAwait(false);
            shards.AddRange(ranges.Select(range => (readerParts, range)));
        }

        return shards;
    }

    private static async Task ReadAsync(ShardReaderParts parts, ShardRange range, Func<ILogLease, Task> onLease, CancellationToken ending)
    {
        string partition = string.Create(CultureInfo.InvariantCulture, $"{parts.Logstore}/{range.Shard}");
        ShardReader reader = new(parts, range, ending);
        await using (reader.ConfigureAwait(false))
        {
            await onLease(new RangeLease(partition, reader, ending)).ConfigureAwait(false);
        }
    }
}
