namespace SlsSyslog.ConsumerGroups.Tests;

// A request with the parameters of its query and its form.
internal sealed record LoopbackRequest(string Method, string Path, IReadOnlyDictionary<string, string> Parameters)
{
    public string this[string name] => Parameters.GetValueOrDefault(name, "");
}
