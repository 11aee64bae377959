namespace SlsSyslog.Serialization;

/// <summary>The JSON body: one flat object of strings.</summary>
public sealed class JsonOptions
{
    /// <summary>
    /// Whether values that are numbers in JSON's grammar, with no more than 15 digits, are written without quotation marks. Default
    /// false: every value is a string, as SLS has it.
    /// </summary>
    public bool BareNumbers { get; set; }

    /// <summary>Which fields are written, and how. Default: all as they are.</summary>
    public FieldOptions Fields { get; set; } = new();

    /// <summary>
    /// Whether a message that is cut ends with the member <c>"__truncated__":"true"</c>; a field of that name becomes <c>__truncated___</c>.
    /// Default false.
    /// </summary>
    public bool MarkTruncation { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        JsonFormatter.Compile(this, faults);
        return faults.Found;
    }
}
