namespace SlsSyslog.Serialization;

/// <summary>Writes Alibaba's sample without ambiguity: <c>||__topic__=access||__source__=10.0.0.7||__tag__:name=value||key=value</c>.</summary>
/// <remarks>
/// Every pair begins with the separator. A backslash precedes backslashes and the first byte of the separator in keys and values, and the first
/// byte of the key-value delimiter in keys. Control characters are written as <c>\n \r \t \u00XX</c>. Text without any of these is identical to the
/// sample. A repeated key gets a number: <c>level</c>, <c>level_2</c>. <c>__time_ns_part__</c> is written only when
/// it is not zero. A value that does not fit is cut, and the
/// fields after it are omitted.
/// </remarks>
public sealed class KeyValueFormatter : IMessageFormatter
{
    private readonly PairWriter _pairs;
    private readonly NamedPairs? _named;
    private readonly ProfilePairs _byProfile;

    /// <summary>Initializes a new instance of the <see cref="KeyValueFormatter"/> class with default options.</summary>
    public KeyValueFormatter()
        : this(new KeyValueOptions())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="KeyValueFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public KeyValueFormatter(KeyValueOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        options.ThrowIfInvalid(nameof(options));
        message.ThrowIfSharedInvalid(nameof(message));
        PairLayout layout = CreateLayout(options);
        _pairs = new(layout, message);
        _named = NamedPairs.Create(_pairs, message, []);
        _byProfile = new(_pairs, message);
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_pairs.TryReserveMark(ref writer) && (_named is null || !_named.TryWrite(record, ref writer)))
        {
            PairWriter own = _byProfile.Find(record);
            own.TryWriteAll(record, record.Table.GetCache(own, writer.EscapesBidi), ref writer);
        }
    }

    private static PairLayout CreateLayout(KeyValueOptions options)
    {
        byte[] separator = Encoding.ASCII.GetBytes(options.Separator);
        byte[] delimiter = Encoding.ASCII.GetBytes(options.KeyValueDelimiter);
        return new(
            separator,
            delimiter,
            [],
            KeyStyle.Text,
            new EscapeSet([(byte)'\\', separator[0], delimiter[0]]),
            new EscapeSet([(byte)'\\', separator[0]]));
    }
}
