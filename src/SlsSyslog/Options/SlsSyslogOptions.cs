namespace SlsSyslog;

/// <summary>
/// Specifies all routes of a host. <see cref="Source"/>, <see cref="Message"/>, <see cref="Destination"/> and <see cref="Failures"/> are those of
/// the route named <c>default</c>.
/// </summary>
public sealed class SlsSyslogOptions
{
    /// <summary>The name of the route that is described directly in the section: <c>default</c>.</summary>
    public const string DefaultRouteName = "default";

    /// <summary>The configuration section that is read unless another one is specified: <c>SlsSyslog</c>.</summary>
    public const string SectionName = "SlsSyslog";

    /// <summary>Gets the options of the source of the default route.</summary>
    public ConsumerGroupOptions Source => Default.Source;

    /// <summary>Gets the options of the messages of the default route.</summary>
    public MessageOptions Message => Default.Message;

    /// <summary>Gets the options of the destination of the default route.</summary>
    public DestinationOptions Destination => Default.Destination;

    /// <summary>Gets or sets the condition that a record of the default route must meet: see <see cref="RouteOptions.Filter"/>.</summary>
    /// <value>The default is <see langword="null"/>: all records.</value>
    public RecordRule? Filter
    {
        get => Default.Filter;
        set => Default.Filter = value;
    }

    /// <summary>Gets several destinations of the default route by name, in place of <see cref="Destination"/>.</summary>
    public IDictionary<string, RouteDestinationOptions> Destinations => Default.Destinations;

    /// <summary>Gets the options that specify what the default route does about failures.</summary>
    public FailureOptions Failures => Default.Failures;

    /// <summary>Gets the options of the delivery ledger of the default route.</summary>
    public LedgerOptions Ledger => Default.Ledger;

    /// <summary>Gets the other routes by name. Names are case-sensitive.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } = new Dictionary<string, RouteOptions>(StringComparer.Ordinal);

    /// <summary>Gets the limits of the health checks.</summary>
    public HealthOptions Health { get; } = new();

    /// <summary>Gets the options of the local socket over which messages can be watched.</summary>
    public TapOptions Tap { get; } = new();

    /// <summary>Gets the limits of the dead-letter files.</summary>
    public DeadLetterOptions DeadLetters { get; } = new();

    /// <summary>
    /// Gets or sets the file that receives records that cannot be sent, as one JSON object per line. The host does not start when
    /// the file cannot be written. It is not used when a handler is registered with <c>UseDeadLetterHandler</c>.
    /// </summary>
    /// <value>
    /// The default is <c>dead-letters.jsonl</c> in the folder of the environment variable <c>STATE_DIRECTORY</c>, which systemd sets, or
    /// <c>slssyslog/dead-letters.jsonl</c> in the user's folder for application data.
    /// </value>
    /// <remarks>The file and its folder are created when the host starts. On Linux and macOS, only their owner may read a created file.</remarks>
    public string DeadLetterFile { get; set => field = PlainText.Trim(value); } = SlsSyslog.DeadLetterFile.DefaultPath;

    internal bool RunsOnDemand { get; set; }

    // Dead letters are passed to a custom handler, so the file is not used.
    internal bool HasDeadLetterHandler { get; set; }

    // The configuration of what is not part of a route.
    internal string SharedSignature { get; set; } = "";

    internal RouteOptions Default { get; } = new() { Path = SectionName };

    // Errors found while the options were put together. Validation adds the others.
    internal OptionErrors Errors { get; } = new();

    private bool DefaultIsConfigured =>
        Source.Endpoint.Length + Source.Project.Length + Source.Logstore.Length + Source.ConsumerGroup.Length > 0
        || Destination.Transport is not null
        || Destination.HasInvalidServers
        || Default.Destinations.Count > 0
        || Default.SourceFactory is not null
        || Default.TransportFactory is not null;

    /// <summary>
    /// Returns all routes by name: <see cref="Routes"/>, and the default route if any part of it is configured or it is the only one.
    /// </summary>
    /// <returns>The names and the options of the routes.</returns>
    public IEnumerable<KeyValuePair<string, RouteOptions>> AllRoutes()
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

    /// <summary>Returns the paths of the options that were not checked, because they depend on the machine.</summary>
    /// <returns>The paths, sorted; empty unless the pipeline was added with <c>OmitLocalChecks</c>.</returns>
    public IReadOnlyCollection<string> FindOmittedChecks() => Errors.Omitted;

    /// <summary>Returns whether other options were read from the same configuration.</summary>
    internal bool HasSignatureOf(SlsSyslogOptions other) =>
        SharedSignature == other.SharedSignature && FindSignatures().SequenceEqual(other.FindSignatures());

    private IEnumerable<(string Name, string Signature)> FindSignatures() => AllRoutes().Select(route => (route.Key, route.Value.Signature));

    internal void AddRoute(string name, RouteOptions route)
    {
        if (name == DefaultRouteName ? DefaultIsConfigured : Routes.ContainsKey(name))
        {
            string other = name == DefaultRouteName ? Default.Path : Routes[name].Path;
            Errors.Add(route.Path, $"The route '{name}' already exists: {other}.", "Specify another name.");
            return;
        }

        Routes[name] = route;
    }
}
