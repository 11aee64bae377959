namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a gap as a batch with one record. Its position is committed when the record is confirmed.</summary>
internal sealed class GapBatch : LogBatch
{
    private readonly LogRecordTable _table = new();
    private readonly byte[] _block;
    private bool _isRead;

    public GapBatch(LogGap gap, LogOrigin origin)
    {
        Start = gap.Expired;
        NextPosition = gap.Resumed;
        _table.Origin = origin;

        using MemoryStream block = new();
        _table.IsGap = true;
        _table.BeginGroup(null);
        (int topic, int topicLength) = Write(block, GapRecord.Topic);
        _table.SetTopic(topic, topicLength);
        _table.BeginRecord(gap.DetectedAt.ToUnixTimeSeconds(), 0);
        AddField(block, "event", "gap");
        AddField(block, "cause", gap.IsUndecodable ? "undecodable" : null);
        AddField(block, "shard", gap.ShardName);
        AddField(block, "expired_cursor", gap.Expired.Cursor);
        AddField(block, "resumed_cursor", gap.Resumed.Cursor);
        AddField(block, "missed_loggroups", gap.MissedLogGroups?.ToString(CultureInfo.InvariantCulture));
        AddField(block, "resumed_at", gap.ResumedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        block.Write(new byte[Lz4Block.Slack]);
        _block = block.ToArray();
    }

    public override LogPosition Start { get; }

    public override LogPosition NextPosition { get; }

    public override int RawBytes => _block.Length - Lz4Block.Slack;

    public override bool IsGap => true;

    public override LogRecord Current => new(_block, _table);

    public override bool MoveNext()
    {
        bool isFirst = !_isRead;
        _isRead = true;
        return isFirst;
    }

    protected override void Dispose(bool disposing)
    {
    }

    private static (int Offset, int Length) Write(MemoryStream block, string text)
    {
        int offset = (int)block.Length;
        block.Write(Encoding.UTF8.GetBytes(text));
        return (offset, (int)block.Length - offset);
    }

    private void AddField(MemoryStream block, string key, string? value)
    {
        if (value is not null)
        {
            (int keyOffset, int keyLength) = Write(block, key);
            (int valueOffset, int valueLength) = Write(block, value);
            _table.AddField(keyOffset, keyLength, valueOffset, valueLength);
        }
    }
}
