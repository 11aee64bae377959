namespace SlsSyslog.Serialization;

/// <summary>Gets the severity of a record (RFC 5424 6.2.1): from 0, the most severe, to 7.</summary>
internal sealed class SeverityField
{
    private readonly RecordVariable? _variable;
    private readonly SyslogCodes _words;
    private readonly int _default;

    private SeverityField(RecordVariable? variable, SyslogCodes words, int defaultSeverity)
    {
        _variable = variable;
        _words = words;
        _default = defaultSeverity;
    }

    public static SeverityField Compile(SeverityOptions options) => new(
        options.Field is null ? null : RecordVariable.Parse(options.Field),
        SyslogCodes.Severities.With(options.Map.Select(entry => KeyValuePair.Create(entry.Key.Trim(), GetCode(entry.Value)))),
        GetCode(options.Default));

    /// <summary>Gets the severity that a profile found; otherwise that of the field.</summary>
    public int Find(scoped LogRecord record) =>
        record.Table.Event is { Profile: not null, Severity: >= 0 } mapped ? "\x06\x06\x06\x05\x04\x04\x04\x03\x02\x01\x01"u8[mapped.Severity] :
        _variable is not null && _words.TryGet(_variable.Find(record), out int code) ? code : _default;

    /// <summary>Gets the severity on the scale of CEF and LEEF: 10 for emergency to 1 for debug.</summary>
    public byte FindOnTenScale(scoped LogRecord record) => record.Table.Event is { Profile: not null, Severity: >= 0 } mapped
        ? (byte)mapped.Severity
        : "\u000A\u0009\u0008\u0007\u0005\u0003\u0002\u0001"u8[Find(record)];

    private static int GetCode(string word)
    {
        SyslogCodes.Severities.TryGet(word, out int code);
        return code;
    }
}
