namespace SlsSyslog.Testing;

/// <summary>A project and its logstores; guarded by the account.</summary>
internal sealed record Project(string Name, string Description, DateTimeOffset CreatedAt)
{
    public SortedDictionary<string, EmulatorLogstore> Logstores { get; } = new(StringComparer.Ordinal);
}
