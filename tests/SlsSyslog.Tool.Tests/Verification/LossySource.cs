using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tool.Tests;

/// <summary>A source with an error: it loses one record on the way, silently.</summary>
internal sealed class LossySource(ILogSource source, string lost) : ILogSource
{
    public Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping) =>
        source.RunAsync(lease => onLease(new LossyLease(lease, System.Text.Encoding.UTF8.GetBytes(lost))), stopping);

    private sealed class LossyLease(ILogLease lease, byte[] lost) : ILogLease
    {
        public string ShardName => lease.ShardName;

        public CancellationToken Draining => lease.Draining;

        public CancellationToken Lost => lease.Lost;

        public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
            await lease.ReadAsync(rewindTo, cancellationToken) is { } batch ? new LossyBatch(batch, lost) : null;

        public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken) => lease.CommitAsync(position, cancellationToken);
    }

    private sealed class LossyBatch(LogBatch batch, byte[] lost) : LogBatch
    {
        public override LogPosition Start => batch.Start;

        public override LogPosition NextPosition => batch.NextPosition;

        public override int RawBytes => batch.RawBytes;

        public override DateTimeOffset? ReceivedAt => batch.ReceivedAt;

        public override LogRecord Current => batch.Current;

        public override bool MoveNext() => batch.MoveNext()
            && (!batch.Current.TryGetField("number"u8, out ReadOnlySpan<byte> number) || !number.SequenceEqual(lost) || batch.MoveNext());

        protected override void Dispose(bool disposing) => batch.Dispose();
    }
}
