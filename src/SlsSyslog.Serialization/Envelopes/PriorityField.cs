using System.Text;

namespace SlsSyslog.Serialization;

// RFC 5424 6.2.1: "<" facility * 8 + severity ">". Facility and severity are constants or come from the record.
internal sealed class PriorityField
{
    private static readonly byte[][] Texts = [.. Enumerable.Range(0, 192).Select(value => Encoding.ASCII.GetBytes($"<{value}>"))];

    private readonly SyslogTemplate? _facility;
    private readonly int _constantFacility;
    private readonly RecordVariable? _severity;
    private readonly SyslogCodes _severities;
    private readonly int _defaultSeverity;

    private PriorityField(SyslogTemplate? facility, int constantFacility, RecordVariable? severity, SyslogCodes severities, int defaultSeverity)
    {
        _facility = facility;
        _constantFacility = constantFacility;
        _severity = severity;
        _severities = severities;
        _defaultSeverity = defaultSeverity;
    }

    public static PriorityField Compile(string? facility, SeverityOptions? severity, OptionFaults faults)
    {
        severity ??= new();
        SyslogTemplate template = SyslogTemplate.Parse(facility, "Facility", faults);
        int constantFacility = (int)SyslogFacility.User;
        if (template.IsConstant && !SyslogCodes.Facilities.TryGet(facility, out constantFacility))
        {
            faults.Add("Facility", $"\"{facility}\" is no facility. Write a name such as user or local4, or a number from 0 to 23.");
        }

        return new(
            template.IsConstant ? null : template,
            constantFacility,
            severity.Field is null ? null : RecordVariable.Parse(severity.Field, "Severity:Field", faults),
            SyslogCodes.Severities.With(CompileMap(severity.Map, faults)),
            CompileSeverity(severity.Default, "Severity:Default", faults));
    }

    public void Write(scoped LogRecord record, ref SyslogWriter writer) => writer.WriteLiteral(Texts[(FindFacility(record) * 8) + FindSeverity(record)]);

    private static List<KeyValuePair<string, int>> CompileMap(IDictionary<string, string>? map, OptionFaults faults) =>
        [.. (map ?? new Dictionary<string, string>()).Select(entry =>
            KeyValuePair.Create(entry.Key.Trim(), CompileSeverity(entry.Value, $"Severity:Map:{entry.Key}", faults)))];

    private static int CompileSeverity(string? name, string option, OptionFaults faults)
    {
        if (!SyslogCodes.Severities.TryGet(name, out int code))
        {
            faults.Add(option, $"\"{name}\" is no severity. Write emerg, alert, crit, err, warning, notice, info or debug, or a number from 0 to 7.");
        }

        return code;
    }

    private int FindFacility(scoped LogRecord record)
    {
        if (_facility is null)
        {
            return _constantFacility;
        }

        Span<byte> word = stackalloc byte[64];
        return SyslogCodes.Facilities.TryGet(word[.._facility.Resolve(record, word)], out int code) ? code : _constantFacility;
    }

    private int FindSeverity(scoped LogRecord record) =>
        _severity is not null && _severities.TryGet(_severity.Find(record), out int code) ? code : _defaultSeverity;
}
