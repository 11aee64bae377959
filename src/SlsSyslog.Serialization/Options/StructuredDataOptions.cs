namespace SlsSyslog.Serialization;

/// <summary>RFC 5424 6.3: an element of structured data, made of a record's fields.</summary>
public sealed class StructuredDataOptions
{
    /// <summary>
    /// The SD-ID: <c>name@enterprise-number</c>, at most 32 characters. The number is your organisation's, registered with IANA;
    /// 32473 is for documentation only. Required.
    /// </summary>
    public string Id { get; set; } = "";

    /// <summary>
    /// Which fields become parameters, and by which names: bytes that no PARAM-NAME can have become <c>_</c>, longer names than 32
    /// bytes are cut. Default: all.
    /// </summary>
    public FieldOptions Fields { get; set; } = new();
}
