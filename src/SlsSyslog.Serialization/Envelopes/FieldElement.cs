namespace SlsSyslog.Serialization;

/// <summary>
/// Writes a structured data element from the fields of a record: <c>[id name="value" name="value"]</c>. Parameters that do not fit are
/// omitted completely, and so is an element without parameters.
/// </summary>
internal sealed class FieldElement
{
    private readonly byte[] _start;
    private readonly PairWriter _parameters;

    public FieldElement(string id, FieldRules rules)
    {
        _start = Encoding.ASCII.GetBytes("[" + id);
        _parameters = new(Layout, rules, marksTruncation: false);
    }

    /// <summary>Gets the layout. RFC 5424 6.3.3: exactly <c>"</c>, <c>\</c> and <c>]</c> are escaped, in addition to control characters.</summary>
    public static PairLayout Layout { get; } = new(" "u8, "=\""u8, "\""u8, KeyStyle.SdName, new EscapeSet([]), new EscapeSet("\"\\]"u8));

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        int before = writer.BytesWritten;
        if (!writer.TryReserve(1))
        {
            return;
        }

        writer.WriteLiteral(_start);
        int start = writer.BytesWritten;
        _parameters.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);
        if (writer.BytesWritten == start)
        {
            writer.Release(1);
            writer.RollBack(before);
            return;
        }

        writer.WriteReserved("]"u8);
    }
}
