using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>A batch of records with one field <c>id</c> each.</summary>
internal sealed class MemoryBatch(int start, string[] ids) : LogBatch
{
    private readonly LogRecordBuilder _record = new();
    private int _next;

    public bool IsDisposed { get; private set; }

    public override LogPosition Start { get; } = new($"{start}");

    public override LogPosition NextPosition { get; } = new($"{start + 1}");

    public override int RawBytes => ids.Length * 16;

    public override LogRecord Current => _record.Record;

    public override bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_next == ids.Length)
        {
            return false;
        }

        _record.Clear();
        _record.AddField("id", ids[_next++]);
        return true;
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
