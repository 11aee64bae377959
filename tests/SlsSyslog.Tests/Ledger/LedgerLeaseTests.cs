using System.Diagnostics;
using System.Text.Json;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class LedgerLeaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");
    private readonly TestTimeProvider _timeProvider = new();
    private readonly MemoryLease _inner = new(["a"], ["b"], ["c"]);
    private readonly ListLogger _logger = new();
    private readonly RouteMonitor _monitor;

    public LedgerLeaseTests() => _monitor = new RouteMonitor("audit", _timeProvider);

    private string Folder => Path.Combine(_folder.FullName, "ledger");

    [Fact]
    public async Task CommitAsync_UntilTheIntervalHasPassed_IsHeld()
    {
        using RouteLedger ledger = Ledger();
        await using LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        await ConfirmAsync(lease, 1);
        Assert.Empty(_inner.Committed);

        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _inner.Committed.Count == 1);

        Assert.Equal([2], _inner.Committed);
        JsonElement line = Assert.Single(ReadLines());
        Assert.Equal(
            ("project", "logs", "0", "group", "audit", "2026-01-15T08:09Z", "0", "2"),
            (Text(line, "project"), Text(line, "logstore"), Text(line, "shard"), Text(line, "group"), Text(line, "route"), Text(line, "minute"),
                Text(line, "first_cursor"), Text(line, "last_cursor")));
        Assert.Equal((40, 9000), (Number(line, "frames"), Number(line, "bytes")));
        Assert.False(line.TryGetProperty("tls_peer", out _));
        Assert.Equal(FileVersionInfo.GetVersionInfo(typeof(RouteLedger).Assembly.Location).ProductVersion!.Split('+')[0], Text(line, "version"));
        Assert.Equal((20, 4, 14, 2), (Number(line, "read"), Number(line, "filtered"), Number(line, "delivered"), Number(line, "dead_lettered")));
    }

    [Fact]
    public async Task AddAsync_RecordsOfAnotherMinute_WritesALineForEach()
    {
        using RouteLedger ledger = Ledger();
        await using (LedgerLease lease = ledger.Open(_inner))
        {
            await ConfirmAsync(lease, 0);
            _timeProvider.Advance(TimeSpan.FromSeconds(55));
            await ConfirmAsync(lease, 1);
            Assert.Equal([1], _inner.Committed);
        }

        Assert.Equal([1, 2], _inner.Committed);
        Assert.Equal(["0-1", "1-2"], ReadLines().Select(line => $"{Text(line, "first_cursor")}-{Text(line, "last_cursor")}"));
        Assert.True(LedgerVerifier.Verify(Folder, "audit").IsIntact);
    }

    [Fact]
    public async Task DisposeAsync_LostLease_WritesTheLineAndCommitsNothing()
    {
        using RouteLedger ledger = Ledger();
        await using (LedgerLease lease = ledger.Open(_inner))
        {
            await ConfirmAsync(lease, 0);
            _inner.Lose();
        }

        Assert.Empty(_inner.Committed);
        Assert.Single(ReadLines());
    }

    [Fact]
    public async Task AddAsync_LineCannotBeWritten_HoldsTheShardUntilItCan()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        await using LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null);

        Task confirming = ConfirmAsync(lease, 1);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.False(confirming.IsCompleted);
        Assert.Empty(_inner.Committed);

        File.Delete(Folder);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(30));
            return _inner.Committed.Contains(1);
        });
        await confirming.WaitAsync(Eventually.Deadline);
        Assert.Null(_monitor.GetShard("logs/0").Blocked);
        Assert.Contains(_logger.Lines, line => line.Contains("waits until the delivery ledger", StringComparison.Ordinal));
        Assert.Contains(_logger.Lines, line => line.Contains("continues. The delivery ledger is written.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddAsync_LinesOfTwoShardsCannotBeWritten_IsLoggedOnce()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        MemoryLease other = new(["a"], ["b"]) { ShardName = "logs/1" };
        await using LedgerLease first = ledger.Open(_inner);
        await using LedgerLease second = ledger.Open(other);
        await ConfirmAsync(first, 0);
        await ConfirmAsync(second, 0);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null && _monitor.GetShard("logs/1").Blocked is not null);

        File.Delete(Folder);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(30));
            return _inner.Committed.Contains(1) && other.Committed.Contains(1);
        });

        Assert.Single(_logger.Lines, line => line.Contains("waits until the delivery ledger", StringComparison.Ordinal));
        Assert.Single(_logger.Lines, line => line.Contains("continues. The delivery ledger is written.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddAsync_LineCannotBeWrittenAndIsReported_ContinuesAndTheNextLineSaysSo()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger(LedgerFullPolicy.Report);
        await using LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _inner.Committed.Contains(1));

        File.Delete(Folder);
        await ConfirmAsync(lease, 1);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _inner.Committed.Contains(2));

        Assert.Equal(1, Number(Assert.Single(ReadLines()), "omitted_lines"));
        Assert.Contains(_logger.Lines, line => line.Contains("is missing in the delivery ledger", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LedgerFullPolicy.Hold)]
    [InlineData(LedgerFullPolicy.Report)]
    public async Task AddAsync_FullDisk_HoldsTheShardOrIsReported(LedgerFullPolicy policy)
    {
        await using SmallDisk? disk = await SmallDisk.TryMountAsync(_folder.FullName);
        Assert.SkipWhen(disk is null, "Mounting a file system is not permitted.");
        string filler = Path.Combine(disk.Folder, "filler");
        await SmallDisk.FillAsync(filler);
        using RouteLedger ledger = Ledger(policy, disk.Folder);
        await using LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(() => _logger.Lines.Any(line => line.Contains("delivery ledger", StringComparison.Ordinal)));
        if (policy == LedgerFullPolicy.Report)
        {
            await Eventually.TrueAsync(() => _inner.Committed.Contains(1));
            Assert.Null(_monitor.GetShard("logs/0").Blocked);
            return;
        }

        Assert.Empty(_inner.Committed);
        Assert.Contains("No space left", _monitor.GetShard("logs/0").Blocked!.Message, StringComparison.Ordinal);
        File.Delete(filler);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(30));
            return _inner.Committed.Contains(1);
        });
        Assert.Null(_monitor.GetShard("logs/0").Blocked);
        Assert.Equal((1, true), (LedgerVerifier.Verify(disk.Folder, "audit").Lines, LedgerVerifier.Verify(disk.Folder, "audit").IsIntact));
    }

    [Fact]
    public async Task DisposeAsync_AddWaitsForTheDisk_EndsItsWait()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        _timeProvider.Advance(TimeSpan.FromSeconds(55)); // another minute, and before the interval has passed
        Task confirming = ConfirmAsync(lease, 1);
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null);

        await lease.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => confirming);
        Assert.Empty(_inner.Committed);
        Assert.False(lease.IsComplete);
    }

    // A connection that breaks cancels the wait. The batch that waited is confirmed and is not sent again, so that its line must not be missing.
    [Fact]
    public async Task DisposeAsync_AddWasCanceledAndTheDiskHasSpaceAgain_WritesEveryLine()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        _timeProvider.Advance(TimeSpan.FromSeconds(55));
        using CancellationTokenSource drained = new();
        Task confirming = ConfirmAsync(lease, 1, drained.Token);
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null);
        await drained.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => confirming);
        File.Delete(Folder);

        await lease.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        Assert.Equal([1, 2], _inner.Committed);
        Assert.True(lease.IsComplete);
        Assert.Equal(["0-1", "1-2"], ReadLines().Select(line => $"{Text(line, "first_cursor")}-{Text(line, "last_cursor")}"));
    }

    [Fact]
    public async Task CompleteAsync_LineCannotBeWritten_WaitsUntilItCan()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        await using LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        Task completing = lease.CompleteAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null);
        Assert.False(completing.IsCompleted);

        File.Delete(Folder);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(30));
            return completing.IsCompleted;
        });

        await completing;
        Assert.Equal([1], _inner.Committed);
        Assert.True(lease.IsComplete);
    }

    [Fact]
    public async Task CompleteAsync_LineCannotBeWrittenAndTheShardDrains_EndsItsWait()
    {
        await File.WriteAllTextAsync(Folder, "not a folder");
        using RouteLedger ledger = Ledger();
        LedgerLease lease = ledger.Open(_inner);
        await ConfirmAsync(lease, 0);
        Task completing = lease.CompleteAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => _monitor.GetShard("logs/0").Blocked is not null);

        _inner.Drain();

        await completing.WaitAsync(Eventually.Deadline);
        await lease.DisposeAsync();
        Assert.Empty(_inner.Committed);
        Assert.False(lease.IsComplete);
    }

    [Fact]
    public async Task WriteAsync_ServersPresentCertificates_NamesEachOnce()
    {
        PeerCertificate first = new("CN=siem.corp", "sha-256:AA");
        _monitor.Transport = new FixedTransportStatus(
            new ServerStatus(new SyslogServer(SyslogScheme.Tls, "siem", 6514)) { PeerCertificate = first },
            new ServerStatus(new SyslogServer(SyslogScheme.Tls, "siem2", 6514)) { PeerCertificate = new("CN=siem.corp", "sha-256:AA") },
            new ServerStatus(new SyslogServer(SyslogScheme.Tls, "siem3", 6514)) { PeerCertificate = new("CN=other", "sha-256:BB") },
            new ServerStatus(new SyslogServer(SyslogScheme.Tls, "unused", 6514)));
        using RouteLedger ledger = Ledger();
        await using (LedgerLease lease = ledger.Open(_inner))
        {
            await ConfirmAsync(lease, 0);
        }

        Assert.Equal("sha-256:AA (CN=siem.corp), sha-256:BB (CN=other)", Text(Assert.Single(ReadLines()), "tls_peer"));
    }

    [Fact]
    public async Task AddAsync_Gap_CountsItsLogGroups()
    {
        GapLease gaps = new();
        using RouteLedger ledger = Ledger();
        await using (LedgerLease lease = ledger.Open(gaps))
        {
            using LogBatch batch = (await lease.ReadAsync(null, CancellationToken.None))!;
            await lease.AddAsync(batch.NextPosition, default, null, CancellationToken.None);
        }

        JsonElement line = Assert.Single(ReadLines());
        Assert.Equal((50, 50, 0), (Number(line, "gap_log_groups"), Number(line, "log_groups"), Number(line, "read")));
    }

    [Fact]
    public async Task DisposeAsync_FullDisk_LeavesThePositionToTheNextOwner()
    {
        await using SmallDisk? disk = await SmallDisk.TryMountAsync(_folder.FullName);
        Assert.SkipWhen(disk is null, "Mounting a file system is not permitted.");
        await SmallDisk.FillAsync(Path.Combine(disk.Folder, "filler"));
        using RouteLedger ledger = Ledger(folder: disk.Folder);
        await using (LedgerLease lease = ledger.Open(_inner))
        {
            await ConfirmAsync(lease, 0);
        }

        Assert.Empty(_inner.Committed);
        Assert.Equal(0, LedgerVerifier.Verify(disk.Folder, "audit").Lines);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RouteLedger Ledger(LedgerFullPolicy policy = LedgerFullPolicy.Hold, string? folder = null) => new(
        new LedgerOptions { Folder = folder ?? Folder, WhenFull = policy },
        new LedgerScope("project", "group", "audit", "tcp://siem.corp:514", "hash"),
        _monitor,
        () => "consumer-1",
        _timeProvider,
        _logger);

    // Reads and confirms one batch.
    private async Task ConfirmAsync(LedgerLease lease, int index, CancellationToken cancellationToken = default)
    {
        using LogBatch batch = (await lease.ReadAsync(null, CancellationToken.None))!;
        LogPosition end = new($"{index + 1}");
        BatchCounts counts = new() { Read = 10, Filtered = 2, DeadLettered = 1, Frames = 20, FrameBytes = 4500 };
        await lease.AddAsync(end, counts, new ReadBatch(end, _timeProvider.GetUtcNow(), 100), cancellationToken);
        await lease.CommitAsync(end, CancellationToken.None);
    }

    private List<JsonElement> ReadLines() =>
        [.. LedgerVerifier.Verify(Folder, "audit").Files.SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed class FixedTransportStatus(params ServerStatus[] servers) : ITransportStatus
    {
        public IReadOnlyList<ServerStatus> GetServers() => servers;
    }

    // A shard whose cursors 100 to 149 have expired.
    private sealed class GapLease : ILogLease
    {
        public string ShardName => "logs/0";

        public CancellationToken Draining => CancellationToken.None;

        public CancellationToken Lost => CancellationToken.None;

        public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
            ValueTask.FromResult<LogBatch?>(new Gap());

        public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        private sealed class Gap : LogBatch
        {
            public override LogPosition Start => new("MTAw");

            public override LogPosition NextPosition => new("MTUw");

            public override int RawBytes => 0;

            public override bool IsGap => true;

            public override LogRecord Current => default;

            public override bool MoveNext() => false;

            protected override void Dispose(bool disposing)
            {
            }
        }
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();
}
