namespace SlsSyslog.Serialization;

// RFC 5424 6.2.1: the severity of a record, from 0, the worst, to 7.
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

    public static SeverityField Compile(SeverityOptions? options, OptionFaults faults)
    {
        options ??= new();
        return new(
            options.Field is null ? null : RecordVariable.Parse(options.Field, "Severity:Field", faults),
            SyslogCodes.Severities.With(CompileMap(options.Map, faults)),
            CompileWord(options.Default, "Severity:Default", faults));
    }

    public int Find(scoped LogRecord record) =>
        _variable is not null && _words.TryGet(_variable.Find(record), out int code) ? code : _default;

    private static List<KeyValuePair<string, int>> CompileMap(IDictionary<string, string>? map, OptionFaults faults) =>
        [.. (map ?? new Dictionary<string, string>()).Select(entry =>
            KeyValuePair.Create(entry.Key.Trim(), CompileWord(entry.Value, $"Severity:Map:{entry.Key}", faults)))];

    private static int CompileWord(string? word, string option, OptionFaults faults)
    {
        if (!SyslogCodes.Severities.TryGet(word, out int code))
        {
            faults.Add(option, $"\"{word}\" is no severity. Write emerg, alert, crit, err, warning, notice, info or debug, or a number from 0 to 7.");
        }

        return code;
    }
}
