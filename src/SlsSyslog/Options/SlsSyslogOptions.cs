using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>All routes of a host. <see cref="Source"/>, <see cref="Message"/> and <see cref="Destination"/> are those of the route named <c>default</c>.</summary>
public sealed class SlsSyslogOptions
{
    /// <summary>The name of the route that stands directly in the section: <c>default</c>.</summary>
    public const string DefaultRouteName = "default";

    /// <summary>The configuration section that is read unless another is given: <c>SlsSyslog</c>.</summary>
    public const string SectionName = "SlsSyslog";

    /// <summary>What the default route reads.</summary>
    public ConsumerGroupOptions Source => Default.Source;

    /// <summary>How the default route writes.</summary>
    public MessageOptions Message => Default.Message;

    /// <summary>Where the default route sends.</summary>
    public DestinationOptions Destination => Default.Destination;

    /// <summary>Further routes by name. Names are told apart by case.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } = new Dictionary<string, RouteOptions>(StringComparer.Ordinal);

    /// <summary>
    /// The file that takes records which custom code could not format, one JSON object a line; unused when a handler is registered.
    /// Default <c>slssyslog/dead-letters.jsonl</c> in the user's folder for application data.
    /// </summary>
    public string DeadLetterFile { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder ? folder : Path.GetTempPath(),
        "slssyslog",
        "dead-letters.jsonl");

    // No route runs by itself: each run brings what to read.
    internal bool RunsOnDemand { get; set; }

    internal RouteOptions Default { get; } = new() { Path = SectionName };

    // Found while the options were put together; validation adds its own.
    internal OptionFaults Faults { get; } = new();

    /// <summary>
    /// The default route counts when any of it is set, or when there is no other: what is missing is then named key by key.
    /// </summary>
    internal IEnumerable<KeyValuePair<string, RouteOptions>> AllRoutes()
    {
        if (DefaultIsConfigured || Routes.Count == 0)
        {
            yield return new(DefaultRouteName, Default);
        }

        foreach (KeyValuePair<string, RouteOptions> route in Routes)
        {
            yield return route;
        }
    }

    internal void AddRoute(string name, RouteOptions route)
    {
        if (name == DefaultRouteName ? DefaultIsConfigured : Routes.ContainsKey(name))
        {
            string other = name == DefaultRouteName ? Default.Path : Routes[name].Path;
            Faults.Add(route.Path, $"describes the route '{name}', which {other} describes already; give one of them another name.");
            return;
        }

        Routes[name] = route;
    }

    private bool DefaultIsConfigured =>
        Source.Endpoint.Length + Source.Project.Length + Source.Logstore.Length + Source.ConsumerGroup.Length > 0
        || Destination.Servers.Count > 0
        || Default.SourceFactory is not null
        || Default.TransportFactory is not null;
}
