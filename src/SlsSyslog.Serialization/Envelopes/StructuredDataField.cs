namespace SlsSyslog.Serialization;

/// <summary>Writes STRUCTURED-DATA (RFC 5424 6.3) or <c>-</c>. Elements and parameters that do not fit are omitted, never cut.</summary>
internal sealed class StructuredDataField
{
    private readonly RecordIdElement? _recordId;
    private readonly byte[] _registered;
    private readonly FieldElement[] _elements;

    private StructuredDataField(RecordIdElement? recordId, byte[] registered, FieldElement[] elements)
    {
        _recordId = recordId;
        _registered = registered;
        _elements = elements;
    }

    public static StructuredDataField Compile(Rfc5424Options options) => new(
        options.RecordId is null ? null : new(options.RecordId),
        RegisteredElements.Compile(options.TimeQuality, options.Origin),
        [.. options.StructuredData.Select(element => new FieldElement(element.Id, FieldRules.Compile(element.Fields)))]);

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_recordId is null && _registered.Length == 0 && _elements.Length == 0 && writer.SequenceId == 0)
        {
            writer.WriteLiteral(" -"u8);
            return;
        }

        // The header always leaves room for a space and "-".
        writer.TryReserve(1);
        writer.WriteLiteral(" "u8);
        int start = writer.BytesWritten;
        _recordId?.Write(record, ref writer);
        writer.WriteLiteral(_registered);
        if (writer.SequenceId > 0)
        {
            SequenceIdElement.Write(writer.SequenceId, ref writer);
        }

        foreach (FieldElement element in _elements)
        {
            element.Write(record, ref writer);
        }

        if (writer.BytesWritten == start)
        {
            writer.WriteReserved("-"u8);
        }
        else
        {
            writer.Release(1);
        }
    }
}
