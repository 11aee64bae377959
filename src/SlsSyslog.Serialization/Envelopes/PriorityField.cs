using System.Text;

namespace SlsSyslog.Serialization;

// RFC 5424 6.2.1: "<" facility * 8 + severity ">". Facility and severity are constants or come from the record.
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

    public static PriorityField Compile(string? facility, SeverityOptions? severity, OptionFaults faults)
    {
        SyslogTemplate template = SyslogTemplate.Parse(facility, "Facility", faults);
        int constantFacility = (int)SyslogFacility.User;
        if (template.IsConstant && !SyslogCodes.Facilities.TryGet(facility, out constantFacility))
        {
            faults.Add("Facility", $"\"{facility}\" is no facility. Write a name such as user or local4, or a number from 0 to 23.");
        }

        return new(template.IsConstant ? null : template, constantFacility, SeverityField.Compile(severity, faults));
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
