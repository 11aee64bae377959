using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SlsSyslog.Serialization;

/// <summary>Computes a hash of the content of a record: the first half of SHA-256 in hexadecimal digits.</summary>
internal static class RecordHash
{
    private const int HashBytes = 16;

    public const int TextLength = 2 * HashBytes;

    /// <summary>Writes the hash. Every part is preceded by its length, so that different records never have the same bytes.</summary>
    /// <param name="record">The record.</param>
    /// <param name="owner">The owner of the memory that is used.</param>
    /// <param name="text">Receives <see cref="TextLength"/> bytes.</param>
    public static void Write(scoped LogRecord record, object owner, scoped Span<byte> text)
    {
        LogRecordTable table = record.Table;
        int size = 16 + 8 + table.TopicLength + table.SourceLength;
        size += Measure(table.Tags) + Measure(table.Fields);
        Span<byte> content = table.GetCache(owner).GetBytes(size);
        BinaryPrimitives.WriteInt64LittleEndian(content, record.UnixSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(content[8..], record.Nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(content[12..], table.Tags.Length);
        int at = Append(record.Topic, content, 16);
        at = Append(record.Source, content, at);
        at = Append(record.Block, table.Tags, content, at);
        at = Append(record.Block, table.Fields, content, at);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content[..at], hash);
        Convert.TryToHexStringLower(hash[..HashBytes], text, out _);
    }

    private static int Measure(scoped ReadOnlySpan<LogFieldRange> pairs)
    {
        int size = 0;
        foreach (LogFieldRange pair in pairs)
        {
            size += 8 + pair.KeyLength + pair.ValueLength;
        }

        return size;
    }

    private static int Append(scoped ReadOnlySpan<byte> block, scoped ReadOnlySpan<LogFieldRange> pairs, scoped Span<byte> content, int at)
    {
        foreach (LogFieldRange pair in pairs)
        {
            at = Append(block.Slice(pair.KeyOffset, pair.KeyLength), content, at);
            at = Append(block.Slice(pair.ValueOffset, pair.ValueLength), content, at);
        }

        return at;
    }

    private static int Append(scoped ReadOnlySpan<byte> part, scoped Span<byte> content, int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content[at..], part.Length);
        part.CopyTo(content[(at + 4)..]);
        return at + 4 + part.Length;
    }
}
