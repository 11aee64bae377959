namespace SlsSyslog.Serialization;

/// <summary>Represents one name of a message in a <see cref="NameIndex"/>.</summary>
internal struct NameEntry
{
    private const int None = -1;

    public NameEntry()
    {
    }

    public int Hash { get; init; }

    public int Offset { get; init; }

    public int Length { get; init; }

    /// <summary>Gets or sets a value that indicates whether the name belongs to a pair of the group or to a field that options rename.</summary>
    public bool IsOurs { get; set; }

    /// <summary>Gets or sets the first pair with the name; -1 while only the claim of a later pair exists.</summary>
    public int First { get; set; } = None;

    /// <summary>Gets or sets the last pair with the name.</summary>
    public int Last { get; set; } = None;

    /// <summary>Gets or sets the entry of the fields that have another name because this name is ours; -1 for none.</summary>
    public int Renamed { get; set; } = None;

    /// <summary>Gets or sets the number after the name; 0 for none.</summary>
    public int Number { get; set; }

    /// <summary>Gets or sets the last number that was tried for further pairs with the name.</summary>
    public int LastNumber { get; set; }
}
