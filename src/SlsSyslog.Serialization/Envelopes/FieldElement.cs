using System.Text;

namespace SlsSyslog.Serialization;

// An element of structured data made of a record's fields: [id name="value" name="value"]. Whole parameters are left out when the
// message is full; an element without any is left out too.
internal sealed class FieldElement
{
    private readonly byte[] _start;
    private readonly PairWriter _parameters;

    public FieldElement(string id, FieldRules rules)
    {
        _start = Encoding.ASCII.GetBytes("[" + id);
        _parameters = new(Layout, rules, marksTruncation: false);
    }

    // RFC 5424 6.3.3: exactly '"', '\' and ']' are escaped, and control characters as everywhere.
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
