namespace SlsSyslog.Serialization;

/// <summary>Specifies what only the header of RFC 5424 contains: MSGID, fractions of a second and structured data.</summary>
public sealed class Rfc5424Options : IValidatedOptions
{
    /// <summary>Gets or sets the template of MSGID, at most 32 bytes.</summary>
    /// <value>The default is empty, written as <c>-</c>.</value>
    public string MsgId { get; set; } = "";

    /// <summary>Gets or sets the number of digits of the fraction of a second. Further digits are truncated, not rounded.</summary>
    /// <value>The default is 6, the maximum that RFC 5424 allows.</value>
    [OptionRange(0, 6)]
    public int FractionDigits { get; set; } = 6;

    /// <summary>Gets or sets a value that indicates whether a fraction is written for times in whole seconds.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AlwaysWriteFraction { get; set; }

    /// <summary>Gets or sets a value that indicates whether the UTF-8 byte order mark precedes the body, as RFC 5424 6.4 specifies.</summary>
    /// <value>The default is <see langword="false"/>, because most receivers treat the mark as part of the text.</value>
    public bool WriteBom { get; set; }

    /// <summary>Gets or sets the SD-ID, <c>name@number</c>, of an element that identifies the record, so that duplicates are recognized.</summary>
    /// <value>The default is <see langword="null"/>: the element is not written.</value>
    /// <remarks>
    /// The parameters are <c>project</c>, <c>logstore</c>, <c>shard</c>, <c>cursor</c> and <c>index</c>. When the cursor is unknown,
    /// <c>hash</c>, the first half of the SHA-256 of the content, replaces <c>cursor</c> and <c>index</c>.
    /// </remarks>
    public string? RecordId { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether the registered element <c>meta</c> with <c>sequenceId</c> numbers the messages of the route from
    /// 1 (RFC 5424 7.3.1), so that a receiver notices missing messages.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>
    /// Messages of different shards can arrive in another order than their numbers. A message that is sent again after a broken connection has
    /// a new number, and the numbers of messages that were lost with the connection are missing. The numbers begin at 1 when the route starts and
    /// after 2147483647.
    /// </remarks>
    public bool SequenceId { get; set; }

    /// <summary>Gets the options of the registered element <c>timeQuality</c>, which is written when at least one of them is set.</summary>
    public TimeQualityOptions TimeQuality { get; } = new();

    /// <summary>Gets the options of the registered element <c>origin</c>, which is written when at least one of them is set.</summary>
    public OriginOptions Origin { get; } = new();

    /// <summary>Gets the structured data elements that are built from the fields of a record, in the order in which they are written.</summary>
    /// <value>The default is empty.</value>
    public OptionsList<StructuredDataOptions> StructuredData { get; } = [];

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        SyslogTemplate.Parse(MsgId, nameof(MsgId), errors);
        errors.Validate(nameof(TimeQuality), TimeQuality);
        errors.Validate(nameof(Origin), Origin);
        HashSet<string> ids = [];
        if (RecordId is not null)
        {
            SdId.Check(RecordId, nameof(RecordId), errors);
            ids.Add(RecordId);
        }

        for (int i = 0; i < StructuredData.Count; i++)
        {
            StructuredDataOptions element = StructuredData[i];
            string path = $"{nameof(StructuredData)}:{i}";
            errors.Validate(path, element);
            if (!ids.Add(element.Id ?? ""))
            {
                errors.Add(
                    $"{path}:{nameof(element.Id)}",
                    $"The SD-ID '{element.Id}' is used more than once.",
                    "Specify a different SD-ID for each element (RFC 5424 6.3.2).");
            }
        }
    }
}
