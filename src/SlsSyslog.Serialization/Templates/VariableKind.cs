namespace SlsSyslog.Serialization;

internal enum VariableKind
{
    // No variable: text that stands as it is.
    None,
    Field,
    Topic,
    Source,
    Tag,
    Project,
    Logstore,
    Shard,
}
