using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

// Decodes blocks as the product does: body, decoder, batch.
internal static class DecodedBatch
{
    public static readonly LogPosition Start = new("MTAw");
    public static readonly LogPosition Next = new("MTAx");

    public static async Task<LogGroupBatch> DecodeAsync(
        byte[] body,
        int rawBytes,
        int groups,
        BlockCompression compression = BlockCompression.None,
        long? firstGroupCursor = null,
        BlockPool? pool = null,
        MemoryBudget? budget = null,
        LogRecordTable? table = null)
    {
        bool checksBudget = budget is null;
        pool ??= new BlockPool(64 * 1024 * 1024);
        budget ??= new MemoryBudget(64 * 1024 * 1024);
        byte[] array = pool.Rent(body.Length);
        body.CopyTo(array, 0);
        PullResult pulled = new()
        {
            Start = Start,
            Next = Next,
            GroupCount = groups,
            RawBytes = rawBytes,
            Compression = compression,
            FirstGroupCursor = firstGroupCursor,
            Body = new PulledBody(pool, array, body.Length, budget.TryReserve(body.Length)!),
        };
        table ??= new() { Origin = new LogOrigin("project", "logstore", "0") };
        try
        {
            return await new BlockDecoder(pool, budget).DecodeAsync(pulled, table, CancellationToken.None);
        }
        finally
        {
            // The body is released in any case. The table of a log with many fields is released with the batch.
            Assert.True(checksBudget is false || budget.UsedBytes == 0);
        }
    }

    // All values of a record, as text.
    public static string Describe(LogRecord record)
    {
        System.Text.StringBuilder text = new();
        text.Append(record.UnixSeconds).Append('.').Append(record.Nanoseconds)
            .Append(" topic=").Append(Hex(record.Topic)).Append(" source=").Append(Hex(record.Source));
        for (int i = 0; i < record.TagCount; i++)
        {
            LogField tag = record.GetTag(i);
            text.Append(" #").Append(Hex(tag.Key)).Append('=').Append(Hex(tag.Value));
        }

        for (int i = 0; i < record.FieldCount; i++)
        {
            LogField field = record.GetField(i);
            text.Append(' ').Append(Hex(field.Key)).Append('=').Append(Hex(field.Value));
        }

        return text.ToString();
    }

    public static List<string> DescribeAll(LogBatch batch)
    {
        List<string> records = [];
        while (batch.MoveNext())
        {
            records.Add(Describe(batch.Current));
        }

        return records;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
