namespace SlsSyslog.Serialization;

/// <summary>The header of RFC 5424 and its structured data.</summary>
public sealed class Rfc5424Options : HeaderOptions
{
    /// <summary>MSGID, at most 32 bytes. Default: nothing.</summary>
    public string MsgId { get; set; } = "";

    /// <summary>
    /// How many digits of the second's fraction are written, 0 to 6; the rest is cut off, never rounded. Default 6, the most that
    /// RFC 5424 allows.
    /// </summary>
    public int FractionDigits { get; set; } = 6;

    /// <summary>Whether a fraction is written for logs that have none. Default false: SLS keeps whole seconds by default.</summary>
    public bool AlwaysWriteFraction { get; set; }

    /// <summary>
    /// Whether the bytes EF BB BF stand before the message, as RFC 5424 6.4 wants for UTF-8. Default false: most receivers take them
    /// for a part of the text.
    /// </summary>
    public bool WriteBom { get; set; }

    /// <summary>
    /// The SD-ID of an element that identifies the record, so that a repeat can be recognised: <c>name@enterprise-number</c>. Its
    /// parameters are <c>project</c>, <c>logstore</c>, <c>shard</c>, <c>cursor</c> and <c>index</c>; where the cursor is not known,
    /// <c>hash</c>, half a SHA-256 of the content. Default null: none.
    /// </summary>
    public string? RecordId { get; set; }

    /// <summary>The registered element <c>timeQuality</c>. Default null: none.</summary>
    public TimeQualityOptions? TimeQuality { get; set; }

    /// <summary>The registered element <c>origin</c>. Default null: none.</summary>
    public OriginOptions? Origin { get; set; }

    /// <summary>Elements made of a record's fields, in order. Default: none.</summary>
    public IList<StructuredDataOptions> StructuredData { get; set; } = [];

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        Rfc5424Header.Compile(this, faults);
        StructuredDataField.Compile(this, faults);
        return faults.Found;
    }
}
