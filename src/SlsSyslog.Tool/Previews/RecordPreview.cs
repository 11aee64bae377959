namespace SlsSyslog.Tool;

/// <summary>Represents what the forwarder would do with one record at one destination.</summary>
internal sealed record RecordPreview
{
    /// <summary>Gets the name of the route, or of its destination.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the shard, as <c>logstore/shard</c>; null for a record of a file.</summary>
    public string? Shard { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Topic { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<PreviewField> Tags { get; init; }

    public required IReadOnlyList<PreviewField> Fields { get; init; }

    /// <summary>Gets the profile that mapped the record; null without one.</summary>
    public string? Profile { get; init; }

    /// <summary>Gets why the profile was used, or why there is none.</summary>
    public required string ProfileReason { get; init; }

    public IReadOnlyList<PreviewField> Mapped { get; init; } = [];

    public required PreviewFate Fate { get; init; }

    /// <summary>Gets why the record is not sent; null when it is.</summary>
    public string? FateReason { get; init; }

    public IReadOnlyList<PreviewFrame> Frames { get; init; } = [];

    /// <summary>Gets the keys of the fields that have no effect on the message: options or the profile drop them, or nothing uses them.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Gets the keys of the fields that the message would contain if it could be longer.</summary>
    public IReadOnlyList<string> Cut { get; init; } = [];

    /// <summary>Gets the keys of the fields whose content was replaced, because syslog cannot contain it.</summary>
    public IReadOnlyList<string> Sanitized { get; init; } = [];

    /// <summary>Gets sentences about what else happens to the record.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
