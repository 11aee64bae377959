namespace SlsSyslog.Serialization;

/// <summary>Represents a dotted name that is known between records. Different paths can have the same name.</summary>
internal sealed class PathName
{
    public int Offset { get; set; }

    public int Length { get; set; }

    public int Hash { get; set; }

    /// <summary>Gets or sets the number of the record that last contained a field of this name.</summary>
    public long Stamp { get; set; }
}
