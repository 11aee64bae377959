namespace SlsSyslog.Serialization;

/// <summary>Writes the Log Event Extended Format of QRadar: <c>LEEF:2.0|Vendor|Product|Version|EventId|^|key=value^key=value</c>.</summary>
/// <remarks>
/// LEEF has no escapes. What it cannot contain is written as <c>\n \r \t \u00XX</c>: control characters everywhere, pipes in the header, the
/// delimiter in keys and values, and equals signs in keys. A backslash is doubled only where it would look like the start of such an escape.
/// A repeated key gets a number: <c>level</c>, <c>level_2</c>. A value that does not fit is cut, and the pairs after it are omitted.
/// </remarks>
public sealed class LeefFormatter : IMessageFormatter
{
    private readonly PipeHeader _header;
    private readonly byte[] _delimiter;
    private readonly SeverityField _severity;
    private readonly PairKey? _severityKey;
    private readonly LeadingPairs _leading;
    private readonly PairWriter _pairs;
    private readonly PipeHeader? _mappedHeader;
    private readonly MappedPairs? _mappedPairs;

    /// <summary>Initializes a new instance of the <see cref="LeefFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The severity, the fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public LeefFormatter(LeefOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        options.ThrowIfInvalid(nameof(options));
        message.ThrowIfSharedInvalid(nameof(message));
        bool isVersion2 = options.FormatVersion == LeefOptions.Version2;
        byte delimiter = (byte)options.Delimiter[0];
        PairLayout layout = CreateLayout(delimiter);
        string[] texts = [options.Vendor, options.Product, options.Version, options.EventId];
        _header = new(Encoding.ASCII.GetBytes($"LEEF:{options.FormatVersion}|"), texts, new EscapeSet("\\|"u8, EscapeStyle.Hex));
        _delimiter = isVersion2 ? Encoding.ASCII.GetBytes(delimiter == '\t' ? "|x09" : $"|{options.Delimiter}") : [];
        _severity = SeverityField.Compile(message.Severity);
        _severityKey = string.IsNullOrEmpty(options.SeverityKey) ? null : LeadingPairs.CompileKey(options.SeverityKey, layout);
        _leading = LeadingPairs.Compile(layout, options.TimeKey, options.Attributes);
        string[] ownKeys = [.. _leading.Keys, .. _severityKey is null ? [] : (string[])[options.SeverityKey]];
        _pairs = new(layout, message, ownKeys);
        if (message.GetMapper() is { } mapper)
        {
            string[] mappedTexts =
            [
                options.Vendor,
                HeaderTemplates.Replace(options.Product, LeefOptions.DefaultProduct, HeaderTemplates.Product),
                options.Version,
                HeaderTemplates.Replace(options.EventId, LeefOptions.DefaultEventId, HeaderTemplates.Class),
            ];
            _mappedHeader = new(Encoding.ASCII.GetBytes($"LEEF:{options.FormatVersion}|"), mappedTexts, new EscapeSet("\\|"u8, EscapeStyle.Hex));
            _mappedPairs = new(
                mapper, _pairs, message, profile => OutputKeys.ForLeef(profile, ownKeys), ownKeys, LeefKeys.AllReserved);
        }
    }

    /// <summary>Creates the grammar of the attributes.</summary>
    internal static PairLayout CreateLayout(byte delimiter) => new(
        [delimiter],
        "="u8,
        [],
        KeyStyle.Text,
        new EscapeSet([(byte)'\\', delimiter, (byte)'='], EscapeStyle.Hex),
        new EscapeSet([(byte)'\\', delimiter], EscapeStyle.Hex));

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        // The name of the delimiter between pipes, and the pipe that ends the header.
        if (!writer.TryReserve(_delimiter.Length + 1))
        {
            return;
        }

        if (!_pairs.TryReserveMark(ref writer))
        {
            writer.Release(_delimiter.Length + 1);
            return;
        }

        MappedEvent? mapped = _mappedPairs?.Find(record);
        PipeHeader header = mapped is null ? _header : _mappedHeader!;
        if (!header.TryWrite(record, mapped, ref writer))
        {
            writer.Release(_delimiter.Length + 1 + _pairs.MarkLength);
            return;
        }

        writer.WriteReserved(_delimiter);
        int start = writer.BytesWritten;
        if (_severityKey is not null)
        {
            // LEEF has no severity 0.
            _leading.WriteNumber(_severityKey, Math.Max((byte)1, _severity.FindOnTenScale(record)), ref writer);
        }

        _leading.Write(record, ref writer);
        if (mapped is null)
        {
            _pairs.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);
        }
        else
        {
            _mappedPairs!.Write(record, mapped, ref writer);
        }

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
}
