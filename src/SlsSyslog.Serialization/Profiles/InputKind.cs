namespace SlsSyslog.Serialization;

/// <summary>Specifies what a profile reads.</summary>
internal enum InputKind
{
    Field,
    Topic,
    Source,
    Tag,
    Project,
    Logstore,
}
