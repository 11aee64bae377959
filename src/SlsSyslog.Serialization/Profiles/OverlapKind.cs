namespace SlsSyslog.Serialization;

/// <summary>Specifies whether two conditions hold for the same record.</summary>
internal enum OverlapKind
{
    None,

    /// <summary>It depends on the record.</summary>
    Possible,

    /// <summary>There are records for which both hold.</summary>
    Certain,
}
