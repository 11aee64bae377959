namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a pull without logs whose position has moved. The position can be committed.</summary>
internal sealed class EmptyBatch(LogPosition start, LogPosition position, bool isGap) : LogBatch
{
    public override LogPosition Start => start;

    public override LogPosition NextPosition => position;

    public override int RawBytes => 0;

    public override bool IsGap => isGap;

    public override LogRecord Current => throw new InvalidOperationException("The batch has no records.");

    public override bool MoveNext() => false;

    protected override void Dispose(bool disposing)
    {
    }
}
