namespace SlsSyslog.Serialization;

/// <summary>
/// ArcSight's Common Event Format, which Microsoft Sentinel takes too:
/// <c>CEF:0|Vendor|Product|Version|EventClassId|Name|Severity|key=value key=value</c>. A backslash stands before backslashes and
/// pipes in the header, before backslashes and equals signs in values; control characters are <c>\n \r \t \u00XX</c>. Repeated keys
/// are all written. A value that does not fit is cut, and the pairs behind it are left out.
/// </summary>
public sealed class CefFormatter : IMessageFormatter
{
    private readonly PipeHeader _header;
    private readonly SeverityField _severity;
    private readonly LeadingPairs _leading;
    private readonly PairWriter _pairs;

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The header and the keys.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public CefFormatter(CefOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        (_header, _severity, _leading, _pairs) = Compile(options, faults);
        faults.ThrowIfAny(nameof(CefOptions));
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        // Severity and two pipes around it.
        const int SeverityRoom = 4;
        if (!writer.TryReserve(SeverityRoom))
        {
            return;
        }

        _header.Write(record, ref writer);
        int severity = SeverityScale.ToTen(_severity.Find(record));
        writer.WriteReserved("|"u8);
        ReadOnlySpan<byte> digits = severity == 10 ? "10"u8 : [(byte)('0' + severity)];
        writer.WriteReserved(digits);
        writer.Release(SeverityRoom - 2 - digits.Length);
        int start = writer.BytesWritten;
        _leading.Write(record, ref writer);
        _pairs.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);

        // The space before the first pair becomes the pipe that ends the header.
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

    internal static (PipeHeader Header, SeverityField Severity, LeadingPairs Leading, PairWriter Pairs) Compile(CefOptions options, OptionFaults faults)
    {
        PairLayout layout = new(" "u8, "="u8, [], KeyStyle.CefKey, new EscapeSet([]), new EscapeSet("\\="u8));
        SyslogTemplate[] texts =
        [
            SyslogTemplate.Parse(options.Vendor, nameof(options.Vendor), faults),
            SyslogTemplate.Parse(options.Product, nameof(options.Product), faults),
            SyslogTemplate.Parse(options.Version, nameof(options.Version), faults),
            SyslogTemplate.Parse(options.EventClassId, nameof(options.EventClassId), faults),
            SyslogTemplate.Parse(options.Name, nameof(options.Name), faults),
        ];
        return (
            new("CEF:0|"u8.ToArray(), texts, new EscapeSet("\\|"u8)),
            SeverityField.Compile(options.Severity, faults),
            LeadingPairs.Compile(layout, options.TimeKey, options.Extension, nameof(options.Extension), faults),
            new(layout, FieldRules.Compile(options.Fields, faults, options.MarkTruncation), options.MarkTruncation));
    }
}
