using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// A pull without logs that moved on all the same: its position is worth a checkpoint.
internal sealed class EmptyBatch(LogPosition start, LogPosition position) : LogBatch
{
    public override LogPosition Start => start;

    public override LogPosition NextPosition => position;

    public override int RawBytes => 0;

    public override LogRecord Current => throw new InvalidOperationException("The batch has no records.");

    public override bool MoveNext() => false;

    protected override void Dispose(bool disposing)
    {
    }
}
