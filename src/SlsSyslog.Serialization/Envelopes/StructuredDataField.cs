namespace SlsSyslog.Serialization;

// RFC 5424 6.3: elements one behind the other, "-" for none. Nothing in it is ever cut: elements and parameters that do not fit
// are left out.
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

    public static StructuredDataField Compile(Rfc5424Options options, OptionFaults faults)
    {
        HashSet<string> ids = [];
        if (options.RecordId is not null)
        {
            SdId.Check(options.RecordId, nameof(options.RecordId), faults);
            ids.Add(options.RecordId);
        }

        List<FieldElement> elements = [];
        foreach (StructuredDataOptions element in options.StructuredData ?? [])
        {
            string path = $"{nameof(options.StructuredData)}:{elements.Count}";
            string option = $"{path}:{nameof(element.Id)}";
            SdId.Check(element.Id, option, faults);
            if (!ids.Add(element.Id ?? ""))
            {
                faults.Add(option, $"\"{element.Id}\" is there already, and a message must not have two elements of one name (RFC 5424 6.3.2). Write another.");
            }

            OptionFaults inFields = new();
            elements.Add(new(element.Id ?? "", FieldRules.Compile(element.Fields, inFields)));
            faults.AddAll(path, inFields.Found);
        }

        return new(
            options.RecordId is null ? null : new(options.RecordId),
            RegisteredElements.Compile(options.TimeQuality, options.Origin, faults),
            [.. elements]);
    }

    // Writes a space and the structured data.
    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_recordId is null && _registered.Length == 0 && _elements.Length == 0)
        {
            writer.WriteLiteral(" -"u8);
            return;
        }

        // The header leaves room for a space and "-" in any case.
        writer.TryReserve(1);
        writer.WriteLiteral(" "u8);
        int start = writer.BytesWritten;
        _recordId?.Write(record, ref writer);
        writer.WriteLiteral(_registered);
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
