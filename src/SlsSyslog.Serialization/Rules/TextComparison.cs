namespace SlsSyslog.Serialization;

/// <summary>Specifies how a text rule compares.</summary>
internal enum TextComparison
{
    Equals,
    StartsWith,
    Contains,
}
