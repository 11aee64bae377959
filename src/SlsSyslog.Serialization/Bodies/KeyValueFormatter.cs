namespace SlsSyslog.Serialization;

/// <summary>
/// The body of Alibaba's sample, made unambiguous: <c>||__topic__=access||__source__=10.0.0.7||__tag__:name=value||key=value</c>.
/// Every pair begins with the separator. A backslash stands before backslashes and the separator's first byte in keys and
/// values, and before the pair sign's first byte in keys; control characters are <c>\n \r \t \u00XX</c>. What needs no escape is
/// byte-equal to the sample. Repeated keys are all written; <c>__time_ns_part__</c> only when it is not zero. A value that does
/// not fit is cut, and the fields behind it are left out.
/// </summary>
public sealed class KeyValueFormatter : IMessageFormatter
{
    private readonly PairWriter _pairs;

    /// <summary>Makes the formatter with the separator <c>||</c> and the pair sign <c>=</c>.</summary>
    public KeyValueFormatter()
        : this(new KeyValueOptions())
    {
    }

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The separators.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public KeyValueFormatter(KeyValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        _pairs = KeyValueGrammar.Compile(options, faults);
        faults.ThrowIfAny(nameof(KeyValueOptions));
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer) => _pairs.TryWriteAll(record, record.Table.GetCache(this, writer.EscapesBidi), ref writer);
}
