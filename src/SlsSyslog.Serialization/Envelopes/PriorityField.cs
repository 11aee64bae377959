namespace SlsSyslog.Serialization;

/// <summary>Writes PRI (RFC 5424 6.2.1): <c>&lt;facility * 8 + severity></c>. Both are constants or come from the record.</summary>
internal sealed class PriorityField
{
    private static readonly byte[][] Texts = [.. Enumerable.Range(0, 192).Select(value => Encoding.ASCII.GetBytes($"<{value}>"))];

    private readonly SyslogTemplate? _facility;
    private readonly int _constantFacility;
    private readonly SeverityField _severity;

    private PriorityField(SyslogTemplate? facility, int constantFacility, SeverityField severity)
    {
        _facility = facility;
        _constantFacility = constantFacility;
        _severity = severity;
    }

    public static PriorityField Compile(MessageOptions message)
    {
        SyslogTemplate template = SyslogTemplate.Parse(message.Facility);
        SeverityField severity = SeverityField.Compile(message.Severity);
        return template.IsConstant && SyslogCodes.Facilities.TryGet(message.Facility, out int facility)
            ? new(null, facility, severity)
            : new(template, (int)SyslogFacility.User, severity);
    }

    public static ReadOnlySpan<byte> GetText(int facility, int severity) => Texts[(facility * 8) + severity];

    public void Write(scoped LogRecord record, ref SyslogWriter writer) =>
        writer.WriteLiteral(GetText(FindFacility(record), _severity.Find(record)));

    private int FindFacility(scoped LogRecord record)
    {
        if (_facility is null)
        {
            return _constantFacility;
        }

        Span<byte> word = stackalloc byte[64];
        return SyslogCodes.Facilities.TryGet(word[.._facility.Resolve(record, word)], out int code) ? code : _constantFacility;
    }
}
