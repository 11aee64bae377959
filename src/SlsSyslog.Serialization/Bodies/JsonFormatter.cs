namespace SlsSyslog.Serialization;

/// <summary>
/// One flat JSON object (RFC 8259): <c>{"__topic__":"access","__source__":"10.0.0.7","__tag__:name":"value","key":"value"}</c>.
/// Values are strings unless numbers are asked for; a name that occurs more than once has an array of its values in order. A
/// value that does not fit is cut, the members behind it are left out, and the object is closed: what comes out is always valid.
/// </summary>
public sealed class JsonFormatter : IMessageFormatter
{
    private readonly PairWriter _pairs;

    /// <summary>Makes the formatter with all fields as strings.</summary>
    public JsonFormatter()
        : this(new JsonOptions())
    {
    }

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">What is written, and how.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public JsonFormatter(JsonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        _pairs = Compile(options, faults);
        faults.ThrowIfAny(nameof(JsonOptions));
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (!writer.TryReserve(2))
        {
            return;
        }

        GroupCache cache = record.Table.GetCache(this, writer.EscapesBidi);
        SyslogWriter start = writer;
        if (!_pairs.TryWriteAll(record, cache, ref writer))
        {
            writer = start;
            JsonArrays.Write(record, _pairs, cache, ref writer);
        }

        // Every member begins with a comma; the first of them becomes the brace.
        if (writer.BytesWritten == start.BytesWritten)
        {
            writer.WriteReserved("{}"u8);
            return;
        }

        writer.Patch(start.BytesWritten, (byte)'{');
        writer.WriteReserved("}"u8);
        writer.Release(1);
    }

    internal static PairWriter Compile(JsonOptions options, OptionFaults faults)
    {
        EscapeSet escapes = new("\"\\"u8);
        PairLayout layout = new(",\""u8, "\":\""u8, "\""u8, KeyStyle.Text, escapes, escapes)
        {
            NamesMustDiffer = true,
            BareNumbers = options.BareNumbers,
        };
        return new(layout, FieldRules.Compile(options.Fields, faults, options.MarkTruncation), options.MarkTruncation);
    }
}
