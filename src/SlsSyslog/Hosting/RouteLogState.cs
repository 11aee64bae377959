using System.Collections;

namespace SlsSyslog;

/// <summary>Represents a log entry of a source with its route and consumer group. Texts may come from SLS and are cleaned.</summary>
internal sealed class RouteLogState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string FormatKey = "{OriginalFormat}";
    private const string Prefix = "Route {Route}, group {ConsumerGroup}: ";

    private readonly List<KeyValuePair<string, object?>> _values;
    private readonly string _text;

    public RouteLogState(string route, string group, IReadOnlyList<KeyValuePair<string, object?>>? values, string text)
    {
        _text = $"Route {route}, group {group}: {PlainText.Clean(text)}";
        _values = [new("Route", route), new("ConsumerGroup", group)];
        string format = "{Text}";
        foreach ((string name, object? value) in values ?? [new("Text", PlainText.Clean(text))])
        {
            if (name == FormatKey)
            {
                format = value as string ?? "";
            }
            else
            {
                _values.Add(new(name, value is string content ? PlainText.Clean(content) : value));
            }
        }

        _values.Add(new(FormatKey, Prefix + format));
    }

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;
}
