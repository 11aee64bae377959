using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>
/// The Log Event Extended Format of QRadar: <c>LEEF:2.0|Vendor|Product|Version|EventId|^|key=value^key=value</c>. The format knows no
/// escapes, so what it cannot carry is <c>\n \r \t \u00XX</c>: control characters everywhere, pipes in the header, the delimiter in keys
/// and values, equals signs in keys; a backslash is doubled only where it would read as the start of such an escape. Repeated keys are all
/// written. A value that does not fit is cut, and the pairs behind it are left out.
/// </summary>
public sealed class LeefFormatter : IMessageFormatter
{
    private readonly PipeHeader _header;
    private readonly byte[] _delimiter;
    private readonly SeverityField _severity;
    private readonly PairKey? _severityKey;
    private readonly LeadingPairs _leading;
    private readonly PairWriter _pairs;

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The header and the keys.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public LeefFormatter(LeefOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        (_header, _delimiter, _severity, _leading, _pairs) = Compile(options, faults);
        faults.ThrowIfAny(nameof(LeefOptions));
        _severityKey = string.IsNullOrEmpty(options.SeverityKey) ? null : LeadingPairs.Learn(options.SeverityKey, _pairs.Layout);
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        // The delimiter's name between pipes, and the pipe that ends the header.
        if (!writer.TryReserve(_delimiter.Length + 1))
        {
            return;
        }

        _header.Write(record, ref writer);
        writer.WriteReserved(_delimiter);
        int start = writer.BytesWritten;
        if (_severityKey is not null)
        {
            _leading.WriteNumber(_severityKey, SeverityScale.ToTen(_severity.Find(record)), ref writer);
        }

        _leading.Write(record, ref writer);
        _pairs.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);

        // The delimiter before the first pair becomes the pipe that ends the header.
        if (writer.BytesWritten == start)
        {
            writer.WriteReserved("|"u8);
        }
        else
        {
            writer.Patch(start, (byte)'|');
            writer.Release(1);
        }
    }

    internal static (PipeHeader Header, byte[] Delimiter, SeverityField Severity, LeadingPairs Leading, PairWriter Pairs) Compile(
        LeefOptions options, OptionFaults faults)
    {
        bool isSecond = options.Format == "2.0";
        if (!isSecond && options.Format != "1.0")
        {
            faults.Add(nameof(options.Format), $"\"{options.Format}\" is no version of LEEF. Write 1.0 or 2.0.");
        }

        char delimiter = options.Delimiter is { Length: 1 } text ? text[0] : '\0';
        if (delimiter != '\t' && (!isSecond || delimiter is < ' ' or > '~' or '\\' or '|' or '=' || char.IsAsciiLetterOrDigit(delimiter)))
        {
            faults.Add(nameof(options.Delimiter), isSecond
                ? "write one printable ASCII character that is no letter, digit, backslash, | or =, or a tab."
                : "LEEF 1.0 has tabs between pairs. Leave Delimiter out, or set Format to 2.0.");
            delimiter = '\t';
        }

        byte separator = (byte)delimiter;
        PairLayout layout = new(
            [separator],
            "="u8,
            [],
            KeyStyle.Text,
            new EscapeSet([(byte)'\\', separator, (byte)'='], EscapeStyle.Hex),
            new EscapeSet([(byte)'\\', separator], EscapeStyle.Hex));
        SyslogTemplate[] texts =
        [
            SyslogTemplate.Parse(options.Vendor, nameof(options.Vendor), faults),
            SyslogTemplate.Parse(options.Product, nameof(options.Product), faults),
            SyslogTemplate.Parse(options.Version, nameof(options.Version), faults),
            SyslogTemplate.Parse(options.EventId, nameof(options.EventId), faults),
        ];
        return (
            new(Encoding.ASCII.GetBytes($"LEEF:{options.Format}|"), texts, new EscapeSet("\\|"u8, EscapeStyle.Hex)),
            isSecond ? Encoding.ASCII.GetBytes(delimiter == '\t' ? "|x09" : $"|{delimiter}") : [],
            SeverityField.Compile(options.Severity, faults),
            LeadingPairs.Compile(layout, options.TimeKey, options.Attributes, nameof(options.Attributes), faults),
            new(layout, FieldRules.Compile(options.Fields, faults, options.MarkTruncation), options.MarkTruncation));
    }
}
