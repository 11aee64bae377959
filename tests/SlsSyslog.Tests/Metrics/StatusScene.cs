using Microsoft.Extensions.Time.Testing;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>One route with one shard whose source and transport have the state that the test sets, on a clock that the test advances.</summary>
internal sealed class StatusScene : IMonitoredSource, ITransportStatus, IDisposable
{
    public const string Shard = "logs/0";

    private int _batches;

    public StatusScene(string route = "audit")
    {
        Logstore = new LogstoreStatus("logs") { IsRegistered = true };
        Source = new SourceStatus([], null, false, 0, 0, false) { Project = "proj", ConsumerGroup = "siem", Consumer = "c1", IsRegistered = true };
        Server = new ServerStatus(new SyslogServer(SyslogScheme.Tls, "siem.corp", 6514));
        Registry = new StatusRegistry(Time);
        Metrics = new SlsSyslogMetrics(Registry, meterFactory: null, Time);
        Monitor = Registry.GetOrAdd(route);
        Monitor.Attach(this);
        Monitor.Transport = this;
        Monitor.State = RouteState.Running;
        Lease = Monitor.OpenLease(Shard);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public StatusRegistry Registry { get; }

    public SlsSyslogMetrics Metrics { get; }

    public RouteMonitor Monitor { get; }

    public LeaseAccount Lease { get; private set; }

    public SourceStatus Source { get; set; }

    public LogstoreStatus Logstore { get; set; }

    public ServerStatus Server { get; set; }

    public TimeSpan ThrottledTime { get; set; }

    public Action<PullMeasurement>? OnPulled { get; set; }

    public RouteStatus Status => Assert.Single(Registry.GetStatus().Routes);

    /// <summary>Reads one batch, in one slice.</summary>
    public void Read(int records, int bytes = 100, TimeSpan age = default)
    {
        Lease.Begin(new TimedBatch(_batches, records, Time.GetUtcNow() - age));
        _batches++;
        Lease.AddRead(records, bytes, new LogPosition($"{_batches}"), isLast: true);
    }

    /// <summary>Confirms a batch of that many records with these counts.</summary>
    public void Confirm(BatchCounts counts, int bytes = 100)
    {
        Lease.Settle(bytes);
        Monitor.AddConfirmed(counts, Lease.Commit(new LogPosition($"{_batches}"), counts));
    }

    /// <summary>Rewinds and begins to read the same batches again.</summary>
    public void Rewind()
    {
        SyslogTransportException broken = new("The connection broke.") { ErrorType = TransportErrorType.Reset };
        Lease.Rewind(broken);
        Monitor.AddRewind(broken.ErrorType);
        _batches = int.Parse(Lease.Confirmed!.Value.Cursor, System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Release() => Lease.Release();

    public void OpenLease() => Lease = Monitor.OpenLease(Shard);

    public void SetShard(Func<ShardStatus, ShardStatus> change) => Source = Source with
    {
        Shards = [change(Source.Shards is [{ } known, ..] ? known : new ShardStatus(Shard, new LogPosition("7"), TimeSpan.Zero, TimeSpan.FromDays(30)))],
    };

    public SourceStatus GetStatus() => Source with { Logstores = [Logstore] };

    public IReadOnlyList<ServerStatus> GetServers() => [Server];

    public Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping) => Task.CompletedTask;

    public void Dispose() => Metrics.Dispose();

    private sealed class TimedBatch(int start, int records, DateTimeOffset receivedAt) : LogBatch
    {
        public override LogPosition Start { get; } = new($"{start}");

        public override LogPosition NextPosition { get; } = new($"{start + 1}");

        public override int RawBytes => records * 100;

        public override DateTimeOffset? ReceivedAt => receivedAt;

        public override LogRecord Current => throw new InvalidOperationException();

        public override bool MoveNext() => false;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
