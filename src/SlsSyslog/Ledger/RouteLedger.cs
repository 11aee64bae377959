using System.Text.Json;

namespace SlsSyslog;

/// <summary>Writes the delivery ledger of one route.</summary>
internal sealed partial class RouteLedger(
    LedgerOptions options, LedgerScope scope, RouteMonitor monitor, Func<string?> getConsumer, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    private readonly LedgerFile _file = new(options.Folder, scope.Route, options.MaxFileBytes, options.MaxFiles);
    private long _omittedLines;
    private bool _isHeld;

    public TimeSpan Interval => options.Interval;

    public TimeSpan OnTimeLimit => options.OnTimeLimit;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Returns a lease that stores a checkpoint only after the line that contains it.</summary>
    public LedgerLease Open(ILogLease lease) => new(lease, this, monitor.GetShard(lease.ShardName));

    /// <summary>Writes a line. With the policy to hold, it waits until that is possible.</summary>
    /// <param name="shard">The name of the shard.</param>
    /// <param name="entry">What the line says.</param>
    /// <param name="isLast">Whether the lease ends, so that a line that cannot be written is left to the next owner.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether the checkpoint may move.</returns>
    public async ValueTask<bool> WriteAsync(string shard, LedgerEntry entry, bool isLast, CancellationToken cancellationToken)
    {
        Backoff backoff = new(timeProvider);
        while (true)
        {
            try
            {
                long omitted = Interlocked.Read(ref _omittedLines);
                await _file.AppendAsync(json => Write(json, shard, entry, omitted), cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref _omittedLines, -omitted);
                if (backoff.Failures > 0)
                {
                    monitor.GetShard(shard).Blocked = null;
                }

                // The shards share the files: what one of them can write, all can.
                if (Interlocked.Exchange(ref _isHeld, false))
                {
                    LogHoldEnded(logger, scope.Route);
                }

                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                string reason = PlainText.Clean(exception.Message);
                if (options.WhenFull == LedgerFullPolicy.Report)
                {
                    Interlocked.Increment(ref _omittedLines);
                    LogOmitted(logger, scope.Route, shard, _file.Folder, reason);
                    return true;
                }

                monitor.Block(
                    shard, $"The delivery ledger cannot be written: {reason}", "Free space in the folder of the ledger, or correct its permissions.");
                if (!Interlocked.Exchange(ref _isHeld, true))
                {
                    LogHeld(logger, scope.Route, _file.Folder, reason);
                }

                if (isLast)
                {
                    return false;
                }

                backoff.AddFailure();
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    // The servers of several connections can present different certificates.
    private string FindPeers() => string.Join(
        ", ", (monitor.Transport?.GetServers() ?? []).Select(server => server.PeerCertificate).OfType<PeerCertificate>().Distinct());

    private void Write(Utf8JsonWriter json, string shard, LedgerEntry entry, long omittedLines)
    {
        int separator = shard.LastIndexOf('/');
        json.WriteString("project", scope.Project);
        json.WriteString("logstore", separator < 0 ? "" : shard[..separator]);
        json.WriteString("shard", shard[(separator + 1)..]);
        json.WriteString("group", scope.Group);
        json.WriteString("consumer", getConsumer());
        json.WriteString("route", scope.Route);
        json.WriteString("minute", entry.Minute.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("written", timeProvider.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("first_cursor", entry.FirstCursor.Cursor);
        json.WriteString("last_cursor", entry.LastCursor.Cursor);
        if (entry.LogGroups is { } groups)
        {
            json.WriteNumber("log_groups", groups);
        }

        json.WriteNumber("read", entry.Counts.Read);
        json.WriteNumber("filtered", entry.Counts.Filtered);
        json.WriteNumber("delivered", entry.Counts.Sent);
        json.WriteNumber("dead_lettered", entry.Counts.DeadLettered);
        json.WriteNumber("skipped", entry.Counts.Skipped);
        json.WriteNumber("gap_log_groups", entry.GapLogGroups);
        json.WriteNumber("repeated", entry.Repeated);
        json.WriteNumber("truncated", entry.Counts.Truncated);
        json.WriteNumber("frames", entry.Counts.Frames);
        json.WriteNumber("bytes", entry.Counts.FrameBytes);
        json.WriteNumber("raw_bytes", entry.RawBytes);
        json.WriteNumber("latency_max", Math.Round(entry.LatencyMax.TotalSeconds, 3));
        json.WriteNumber("on_time", entry.OnTime);
        json.WriteString("destination", scope.Destination);
        if (FindPeers() is { Length: > 0 } peers)
        {
            json.WriteString("tls_peer", peers);
        }

        json.WriteString("settings_hash", scope.SettingsHash);
        json.WriteString("version", PackageVersion.Current);
        if (omittedLines > 0)
        {
            json.WriteNumber("omitted_lines", omittedLines);
        }
    }
}
