namespace SlsSyslog.Serialization;

/// <summary>Represents a profile file: how the fields of one log type become names of the vocabulary.</summary>
internal sealed class SourceProfile
{
    public required string Name { get; init; }

    public required string Product { get; init; }

    /// <summary>Gets a value that indicates whether real records of the log type were seen.</summary>
    public required bool IsFromRealRecords { get; init; }

    public required string[] Notes { get; init; }

    /// <summary>Gets the conditions, one of which must hold; empty for the profile of all other records.</summary>
    public required MatchCondition[] Conditions { get; init; }

    public bool IsFallback => Conditions.Length == 0;

    /// <summary>Gets the fields that contain JSON text, and whether their arrays are expanded.</summary>
    public required (string Field, bool Arrays)[] Expand { get; init; }

    public required ValueDefinition Class { get; init; }

    public required ValueDefinition? Title { get; init; }

    public required (RuleDefinition? When, int Value)[] Severity { get; init; }

    /// <summary>Gets the fields that contain the time of the event.</summary>
    public required string[] TimeFields { get; init; }

    public required TimeReader Time { get; init; }

    /// <summary>Gets the values in the order of the file.</summary>
    public required (StandardName Name, ValueDefinition Value)[] Fields { get; init; }

    /// <summary>Gets the names that use the numbered keys of CEF, in order.</summary>
    public required string[] Custom { get; init; }

    /// <summary>Gets the fields that no output writes.</summary>
    public required string[] Drop { get; init; }
}
