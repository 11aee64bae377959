
namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the element that identifies a record, so that a receiver can recognize a duplicate: its position in SLS if that is known,
/// otherwise a hash of its content. The index within a pull is not used, because the start of a pull depends on what was read before.
/// </summary>
internal sealed class RecordIdElement(string id)
{
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
            WriteHash(record, ref writer);
        }

        if (record.Table.Part is { } part)
        {
            writer.WriteLiteral(" part=\""u8);
            writer.Write(part.Number);
            writer.WriteLiteral("\" of=\""u8);
            writer.Write(part.Count);
            writer.WriteLiteral("\""u8);
        }

        writer.WriteLiteral("]"u8);
        if (writer.IsTruncated)
        {
            // A partial identifier is not useful.
            writer = before;
            writer.Truncate();
        }
    }

    // The parts of a record have the hash of the whole record.
    private void WriteHash(scoped LogRecord record, ref SyslogWriter writer)
    {
        Span<byte> hash = stackalloc byte[RecordHash.TextLength];
        if (record.Table.Part is { } part)
        {
            part.Id.CopyTo(hash);
        }
        else
        {
            RecordHash.Write(record, this, hash);
        }

        WriteParameter(" hash=\""u8, hash, ref writer);
    }

    private static void WriteParameter(scoped ReadOnlySpan<byte> start, scoped ReadOnlySpan<byte> value, ref SyslogWriter writer)
    {
        writer.WriteLiteral(start);
        writer.Write(value, value.Length, FieldElement.Layout.ValueEscapes);
        writer.WriteLiteral("\""u8);
    }
}
