namespace SlsSyslog.Serialization;

/// <summary>Counts what a <see cref="RecordTransform"/> could not do as configured.</summary>
public record struct RecordTransformCounts
{
    /// <summary>Gets or sets the number of fields that should be expanded but are not valid JSON. They are kept unchanged.</summary>
    public long UnparsedFields { get; set; }

    /// <summary>Gets or sets the number of JSON values that are not fields, because the record already has a field of that name.</summary>
    public long NameClashes { get; set; }

    /// <summary>Gets or sets the number of records whose time field does not contain a valid time. They have the time of SLS.</summary>
    public long UnreadableTimes { get; set; }

    /// <summary>Gets or sets the number of records that more than one profile matches. The first profile is used.</summary>
    public long AmbiguousProfiles { get; set; }

    /// <summary>Adds other counts.</summary>
    /// <param name="other">The counts to add.</param>
    public void Add(in RecordTransformCounts other)
    {
        UnparsedFields += other.UnparsedFields;
        NameClashes += other.NameClashes;
        UnreadableTimes += other.UnreadableTimes;
        AmbiguousProfiles += other.AmbiguousProfiles;
    }
}
