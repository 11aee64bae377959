namespace SlsSyslog.Serialization;

/// <summary>Specifies to which case the ASCII letters of a value are converted.</summary>
internal enum LetterCase
{
    Unchanged,
    Lower,
    Upper,
}
