namespace SlsSyslog.Serialization;

/// <summary>Describes how a profile mapped a record: see <see cref="RecordTransform.DescribeMapping"/>.</summary>
public sealed class RecordMapping
{
    /// <summary>Gets the name of the profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Gets the product whose logs the profile maps.</summary>
    public required string Product { get; init; }

    /// <summary>Gets why the profile was used, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the names of other profiles that match the record too and were not used.</summary>
    public required IReadOnlyList<string> OtherProfiles { get; init; }

    /// <summary>Gets the mapped values with their names, in the order of the profile.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Values { get; init; }

    /// <summary>Gets the keys of the fields that no mapped value contains, expanded fields included.</summary>
    public required IReadOnlyList<string> UnmappedFields { get; init; }
}
