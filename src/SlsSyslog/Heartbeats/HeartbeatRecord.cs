namespace SlsSyslog;

/// <summary>Represents a heartbeat as a record that formatters write.</summary>
internal sealed class HeartbeatRecord
{
    public const string Topic = "__slssyslog_heartbeat__";

    // Values are copied in whole vectors.
    private const int Slack = 32;

    private readonly LogRecordTable _table = new() { IsHeartbeat = true };
    private readonly byte[] _block;

    public HeartbeatRecord(Heartbeat heartbeat)
    {
        using MemoryStream block = new();
        _table.BeginGroup(null);
        (int topic, int topicLength) = Write(block, Topic);
        _table.SetTopic(topic, topicLength);
        _table.BeginRecord(heartbeat.Time.ToUnixTimeSeconds(), 0);
        AddField(block, "event", "heartbeat");
        AddField(block, "route", heartbeat.Route);
        AddField(block, "consumer", heartbeat.Consumer);
        AddField(block, "sequence", heartbeat.Sequence);
        AddField(block, "interval_seconds", (long)heartbeat.Interval.TotalSeconds);
        AddField(block, "delivered", heartbeat.Delivered);
        AddField(block, "dead_lettered", heartbeat.DeadLettered);
        AddField(block, "repeated", heartbeat.Repeated);
        AddField(block, "delivered_total", heartbeat.DeliveredTotal);
        AddField(block, "pending", heartbeat.Pending);
        AddField(block, "oldest_unconfirmed_seconds", (long)heartbeat.OldestUnconfirmed.TotalSeconds);
        AddField(block, "started_at", heartbeat.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        AddField(block, "version", heartbeat.Version);
        block.Write(new byte[Slack]);
        _block = block.ToArray();
    }

    public LogRecord Record => new(_block, _table);

    private static (int Offset, int Length) Write(MemoryStream block, string text)
    {
        int offset = (int)block.Length;
        block.Write(Encoding.UTF8.GetBytes(text));
        return (offset, (int)block.Length - offset);
    }

    private void AddField(MemoryStream block, string key, long value) =>
        AddField(block, key, value.ToString(CultureInfo.InvariantCulture));

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
