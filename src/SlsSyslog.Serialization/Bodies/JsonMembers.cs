namespace SlsSyslog.Serialization;

/// <summary>Writes the members of a JSON body that templates specify.</summary>
internal sealed class JsonMembers
{
    private const string TimeTemplate = "{__time__}";

    private readonly PairLayout _layout;
    private readonly (PairKey Key, SyslogTemplate Value, bool IsNumber)[] _members;

    private JsonMembers(PairLayout layout, (PairKey, SyslogTemplate, bool)[] members) => (_layout, _members) = (layout, members);

    /// <summary>Compiles valid templates.</summary>
    public static JsonMembers Compile(PairLayout layout, IDictionary<string, string> templates) => new(
        layout,
        [
            .. templates.Select(member => (
                LeadingPairs.CompileKey(member.Key, layout), SyslogTemplate.Parse(member.Value), member.Value == TimeTemplate)),
        ]);

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        foreach ((PairKey key, SyslogTemplate template, bool isNumber) in _members)
        {
            // The closing quotation mark.
            SyslogWriter start = writer;
            if (!writer.TryReserve(1))
            {
                return;
            }

            writer.WriteLiteral(isNumber ? key.Text[..^1] : key.Text);
            bool isKeyComplete = !writer.IsTruncated;
            int beforeValue = writer.BytesWritten;
            template.Write(record, _layout.ValueEscapes, ref writer);
            if (!isKeyComplete || writer.BytesWritten == beforeValue || (isNumber && writer.IsTruncated))
            {
                bool isFull = writer.IsTruncated;
                writer = start;
                if (isFull)
                {
                    writer.Truncate();
                    return;
                }
            }
            else if (isNumber)
            {
                writer.Release(1);
            }
            else
            {
                writer.WriteReserved("\""u8);
            }
        }
    }
}
