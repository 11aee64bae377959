namespace SlsSyslog.Serialization;

/// <summary>Writes flat JSON (RFC 8259): <c>{"__topic__":"access","__source__":"10.0.0.7","__tag__:name":"value","key":"value"}</c>.</summary>
/// <remarks>
/// Values are strings unless <see cref="JsonOptions.WriteNumbersUnquoted"/> is set. A name that occurs more than once has an array of its values in
/// order. A value that does not fit is cut, the members after it are omitted, and the object is closed, so the output is always valid.
/// </remarks>
public sealed class JsonFormatter : IMessageFormatter
{
    private readonly JsonMembers _members;
    private readonly PairWriter _pairs;
    private readonly NamedPairs? _named;
    private readonly ProfilePairs _byProfile;

    /// <summary>Initializes a new instance of the <see cref="JsonFormatter"/> class with default options.</summary>
    public JsonFormatter()
        : this(new JsonOptions())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="JsonFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public JsonFormatter(JsonOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        options.ThrowIfInvalid(nameof(options));
        message.ThrowIfSharedInvalid(nameof(message));
        EscapeSet escapes = new("\"\\"u8);
        PairLayout layout = new(",\""u8, "\":\""u8, "\""u8, KeyStyle.Text, escapes, escapes)
        {
            Repeats = NameRepeats.Array,
            WritesNumbersUnquoted = options.WriteNumbersUnquoted,
            WritesJson = true,
        };
        _members = JsonMembers.Compile(layout, options.Members);
        _pairs = new(layout, message, options.Members.Keys);
        _named = NamedPairs.Create(_pairs, message, options.Members.Keys);
        _byProfile = new(_pairs, message, [.. options.Members.Keys]);
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (!writer.TryReserve(2))
        {
            return;
        }

        if (!_pairs.TryReserveMark(ref writer))
        {
            writer.Release(2);
            return;
        }

        PairWriter own = _byProfile.Find(record);
        FormatterCache cache = record.Table.GetCache(own, writer.EscapesBidi);
        SyslogWriter start = writer;
        _members.Write(record, ref writer);
        SyslogWriter pairs = writer;
        bool isWritten = _named is not null && _named.TryWrite(record, ref writer);
        if (!isWritten && !own.TryWriteAll(record, cache, ref writer))
        {
            writer = pairs;
            JsonArrays.Write(record, own, cache, ref writer);
        }

        // Every member begins with a comma. The first comma becomes the brace.
        if (writer.BytesWritten == start.BytesWritten)
        {
            writer.WriteReserved("{}"u8);
            return;
        }

        writer.Patch(start.BytesWritten, (byte)'{');
        writer.WriteReserved("}"u8);
        writer.Release(1);
    }
}
