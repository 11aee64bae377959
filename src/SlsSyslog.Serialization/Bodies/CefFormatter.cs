namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the Common Event Format of ArcSight, which Microsoft Sentinel also accepts:
/// <c>CEF:0|Vendor|Product|Version|EventClassId|Name|Severity|key=value key=value</c>.
/// </summary>
/// <remarks>
/// A backslash precedes backslashes and pipes in the header, and backslashes and equals signs in values. Control characters are written as
/// <c>\n \r \t \u00XX</c>. A repeated key gets a number: <c>level</c>, <c>level_2</c>. A value that does not fit is
/// cut, and the pairs after it are omitted.
/// </remarks>
public sealed class CefFormatter : IMessageFormatter
{
    private readonly PipeHeader _header;
    private readonly SeverityField _severity;
    private readonly LeadingPairs _leading;
    private readonly PairWriter _pairs;
    private readonly PipeHeader? _mappedHeader;
    private readonly MappedPairs? _mappedPairs;

    /// <summary>Initializes a new instance of the <see cref="CefFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The severity, the fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public CefFormatter(CefOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        options.ThrowIfInvalid(nameof(options));
        message.ThrowIfSharedInvalid(nameof(message));
        string[] texts = [options.Vendor, options.Product, options.Version, options.EventClassId, options.Name];
        _header = new("CEF:0|"u8.ToArray(), texts, new EscapeSet("\\|"u8));
        _severity = SeverityField.Compile(message.Severity);
        _leading = LeadingPairs.Compile(Layout, options.TimeKey, options.Extension);
        _pairs = new(Layout, message, _leading.Keys);
        if (message.GetMapper() is { } mapper)
        {
            string[] mappedTexts =
            [
                options.Vendor,
                HeaderTemplates.Replace(options.Product, CefOptions.DefaultProduct, HeaderTemplates.Product),
                options.Version,
                HeaderTemplates.Replace(options.EventClassId, CefOptions.DefaultClassId, HeaderTemplates.Class),
                HeaderTemplates.Replace(options.Name, CefOptions.DefaultClassId, HeaderTemplates.Title),
            ];
            _mappedHeader = new("CEF:0|"u8.ToArray(), mappedTexts, new EscapeSet("\\|"u8));
            _mappedPairs = new(
                mapper, _pairs, message, profile => OutputKeys.ForCef(profile, _leading.Keys), _leading.Keys, CefKeys.Reserved);
        }
    }

    /// <summary>Gets the grammar of the extension.</summary>
    internal static PairLayout Layout { get; } =
        new(" "u8, "="u8, [], KeyStyle.CefKey, new EscapeSet([]), new EscapeSet("\\="u8));

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        // Severity with a pipe on each side.
        const int SeverityRoom = 4;
        if (!writer.TryReserve(SeverityRoom))
        {
            return;
        }

        if (!_pairs.TryReserveMark(ref writer))
        {
            writer.Release(SeverityRoom);
            return;
        }

        MappedEvent? mapped = _mappedPairs?.Find(record);
        PipeHeader header = mapped is null ? _header : _mappedHeader!;
        if (!header.TryWrite(record, mapped, ref writer))
        {
            writer.Release(SeverityRoom + _pairs.MarkLength);
            return;
        }

        int severity = _severity.FindOnTenScale(record);
        writer.WriteReserved("|"u8);
        ReadOnlySpan<byte> digits = severity == 10 ? "10"u8 : [(byte)('0' + severity)];
        writer.WriteReserved(digits);
        writer.Release(SeverityRoom - 2 - digits.Length);
        int start = writer.BytesWritten;
        _leading.Write(record, ref writer);
        if (mapped is null)
        {
            _pairs.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);
        }
        else
        {
            _mappedPairs!.Write(record, mapped, ref writer);
        }

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
}
