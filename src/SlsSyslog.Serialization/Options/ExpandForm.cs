namespace SlsSyslog.Serialization;

/// <summary>Specifies what becomes of a field that contains a JSON object.</summary>
public enum ExpandForm
{
    /// <summary>
    /// The values of the object become fields with dotted names, such as <c>event.userIdentity.userName</c>, and replace the field that contains
    /// the object.
    /// </summary>
    Flatten,

    /// <summary>
    /// JSON bodies write the object in place of its text. Other bodies write the text. Filters, templates, severity and masks find the values by
    /// their dotted names.
    /// </summary>
    Unfold,
}
