namespace SlsSyslog.ConsumerGroups;

// What SLS does to logs before it sends them: a query in SPL, or a processor that it has stored. Either may be empty.
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
