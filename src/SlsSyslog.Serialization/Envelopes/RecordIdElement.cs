using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the element that identifies a record, so that a receiver can recognize a duplicate: its position in SLS if that is known,
/// otherwise a hash of its content. The index within a pull is not used, because the start of a pull depends on what was read before.
/// </summary>
internal sealed class RecordIdElement(string id)
{
    private const int HashBytes = 16;

    private readonly byte[] _start = Encoding.ASCII.GetBytes("[" + id);

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        SyslogWriter before = writer;
        writer.WriteLiteral(_start);
        if (record.Origin is { } origin)
        {
            WriteParameter(" project=\""u8, origin.Project, ref writer);
            WriteParameter(" logstore=\""u8, origin.Logstore, ref writer);
            WriteParameter(" shard=\""u8, origin.Shard, ref writer);
        }

        if (record.GroupCursor is { } cursor)
        {
            writer.WriteLiteral(" cursor=\""u8);
            writer.Write(cursor);
            writer.WriteLiteral("\" index=\""u8);
            writer.Write(record.IndexInGroup);
            writer.WriteLiteral("\""u8);
        }
        else
        {
            Span<byte> hash = stackalloc byte[2 * HashBytes];
            Hash(record, hash);
            WriteParameter(" hash=\""u8, hash, ref writer);
        }

        writer.WriteLiteral("]"u8);
        if (writer.IsTruncated)
        {
            // A partial identifier is not useful.
            writer = before;
            writer.Truncate();
        }
    }

    private static void WriteParameter(scoped ReadOnlySpan<byte> start, scoped ReadOnlySpan<byte> value, ref SyslogWriter writer)
    {
        writer.WriteLiteral(start);
        writer.Write(value, value.Length, FieldElement.Layout.ValueEscapes);
        writer.WriteLiteral("\""u8);
    }

    // Every part is preceded by its length, so that different records never produce the same bytes.
    private void Hash(scoped LogRecord record, scoped Span<byte> text)
    {
        LogRecordTable table = record.Table;
        int size = 16 + 8 + table.TopicLength + table.SourceLength;
        size += Measure(table.Tags) + Measure(table.Fields);
        Span<byte> content = table.GetCache(this).GetBytes(size);
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
