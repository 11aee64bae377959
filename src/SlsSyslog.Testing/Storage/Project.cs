namespace SlsSyslog.Testing;

/// <summary>Represents a project and its logstores. Synchronized by the account's lock.</summary>
internal sealed record Project(string Name, string Description, DateTimeOffset CreatedAt)
{
    public SortedDictionary<string, EmulatorLogstore> Logstores { get; } = new(StringComparer.Ordinal);
}
