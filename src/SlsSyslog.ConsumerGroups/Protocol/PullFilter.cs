namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies how SLS filters logs before it sends them: an SPL query or a stored processor. An empty string means none.</summary>
internal sealed record PullFilter(string Query, string Processor)
{
    public bool IsActive => Query.Length > 0 || Processor.Length > 0;

    public void AddTo(List<KeyValuePair<string, string>> query)
    {
        if (Query.Length > 0)
        {
            query.Add(new("query", Query));
            query.Add(new("pullMode", "scan_on_stream"));
        }

        if (Processor.Length > 0)
        {
            query.Add(new("processor", Processor));
        }
    }
}
