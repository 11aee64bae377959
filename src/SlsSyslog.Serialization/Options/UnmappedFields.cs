namespace SlsSyslog.Serialization;

/// <summary>Specifies what becomes of the fields that the profile of a record does not map.</summary>
public enum UnmappedFields
{
    /// <summary>They are written under their own names, after the mapped values.</summary>
    Keep,

    /// <summary>They are not written.</summary>
    Omit,

    /// <summary>They are written as one JSON object in the field <c>unmapped</c>.</summary>
    Field,
}
