namespace SlsSyslog;

/// <summary>Specifies a route: what it reads, how it formats messages, and where it sends them.</summary>
public sealed class RouteOptions : IValidatedOptions
{
    private bool _limitIsFromMessage;

    /// <summary>Gets the options of the source.</summary>
    public ConsumerGroupOptions Source { get; } = new();

    /// <summary>Gets the options of the messages.</summary>
    public MessageOptions Message { get; } = new();

    /// <summary>Gets the options of the destination.</summary>
    public DestinationOptions Destination { get; } = new();

    /// <summary>
    /// Gets or sets the condition that a record must meet to be forwarded; others are counted as filtered. It reads the fields of the log,
    /// expanded fields and mapped names. In configuration, it is a section such as <c>"Field": "event.outcome", "Equals": "failure"</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: all records.</value>
    public RecordRule? Filter { get; set; }

    /// <summary>
    /// Gets or sets the part of the records that is forwarded, greater than 0 and up to 1, chosen by a hash of <see cref="SampleField"/>; others
    /// are counted as filtered.
    /// </summary>
    /// <value>The default is <see langword="null"/>: all records.</value>
    public double? Sample { get; set; }

    /// <summary>
    /// Gets or sets the field whose value decides whether a record is in the sample, such as <c>user.name</c>: all records of a user are forwarded,
    /// or none is. Records without the field are forwarded.
    /// </summary>
    /// <value>The default is <see langword="null"/>: each record is decided on its own.</value>
    public string? SampleField { get; set; }

    /// <summary>
    /// Gets several destinations by name, in place of <see cref="Destination"/>. Each receives the records that match its rule, in its own format and
    /// at its own pace. The checkpoint moves when every required one has confirmed the records.
    /// </summary>
    public IDictionary<string, RouteDestinationOptions> Destinations { get; } =
        new SortedDictionary<string, RouteDestinationOptions>(StringComparer.Ordinal);

    /// <summary>Gets the options that specify what the route does about failures.</summary>
    public FailureOptions Failures { get; } = new();

    /// <summary>Gets the options of the delivery ledger.</summary>
    public LedgerOptions Ledger { get; } = new();

    // Where the route is described, for errors: a configuration path, or the call.
    internal string Path { get; init; } = "";

    // The configuration of the route. Different options have a different text, also where options cannot be compared.
    internal string Signature { get; set; } = "";

    // Each run brings its source, so the options of the source are not used.
    internal bool RunsOnDemand { get; set; }

    internal Func<IServiceProvider, ILogSource>? SourceFactory { get; set; }

    internal Func<IServiceProvider, BodyOptions>? BodyFactory { get; set; }

    internal Func<IServiceProvider, IMessageFormatter>? MessageFactory { get; set; }

    internal Func<IServiceProvider, ISyslogTransport>? TransportFactory { get; set; }

    internal IList<Func<IServiceProvider, IRecordFilter>> FilterFactories { get; } = [];

    // Only a member of a consumer group continues after expired logs.
    internal bool StopsAtExpiredCursor => SourceFactory is null && !RunsOnDemand && Failures.CursorExpired != FailureAction.Skip;

    internal SyslogFraming Framing => FramingOf(Destination, Message);

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (SourceFactory is null && !RunsOnDemand)
        {
            errors.Validate(nameof(Source), Source);
        }

        if (Sample is { } rate && !SampleFilter.IsRate(rate))
        {
            errors.Add(nameof(Sample), $"The value {OptionErrors.Format(rate)} is out of range.", "Specify a number greater than 0, up to 1.");
        }

        if (SampleField is { Length: 0 })
        {
            errors.Add(nameof(SampleField), "The value is empty.", "Specify the name of a field.");
        }
        else if (SampleField is not null && Sample is null)
        {
            errors.Add(nameof(SampleField), $"The option has no effect without {nameof(Sample)}.", $"Remove it, or specify {nameof(Sample)}.");
        }

        errors.Validate(nameof(Ledger), Ledger);

        // A custom formatter of whole messages uses none of the options but the length and those that change records before it.
        AddErrors(errors, nameof(Message), Message, path => MessageFactory is null || path == nameof(Message.MaxBytes) || ChangesRecords(path));
        if (Destinations.Count > 0)
        {
            ValidateDestinations(errors);
        }
        else if (TransportFactory is null)
        {
            AddErrors(errors, nameof(Destination), Destination, _ => true);
        }

        errors.Validate(nameof(Failures), Failures);
    }

    /// <summary>Completes the options: the custom body becomes the body, and the transport gets the defaults of the message.</summary>
    internal void Complete(IServiceProvider services)
    {
        Message.Body = BodyFactory?.Invoke(services) ?? Message.Body;
        _limitIsFromMessage |= Destination.Transport is UdpTransportOptions { MaxDatagramBytes: null };
        Destination.Transport?.UseDefaults(Message.PreferredFraming, Message.MaxBytes);
        foreach (RouteDestinationOptions branch in Destinations.Values)
        {
            MessageOptions message = branch.Message ?? Message;
            branch.Destination.Transport?.UseDefaults(message.PreferredFraming, message.MaxBytes);
        }

        Source.SkipUndecodableBlocks |= Failures.Block == FailureAction.Skip;
        Source.ExpiredCursor = StopsAtExpiredCursor ? ExpiredCursorPolicy.Stop : Source.ExpiredCursor;
    }

    /// <summary>Returns how frames end at a destination.</summary>
    internal static SyslogFraming FramingOf(DestinationOptions destination, MessageOptions message) =>
        destination.Transport?.FrameBufferFraming ?? message.PreferredFraming;

    /// <summary>Returns the name of the monitor of each destination, with the options of the destination if there are several.</summary>
    internal IEnumerable<(string Name, RouteDestinationOptions? Branch)> FindBranches(string route) => Destinations.Count == 0
        ? [(route, null)]
        : Destinations.Select(branch => ($"{route}/{branch.Key}", (RouteDestinationOptions?)branch.Value));

    private void ValidateDestinations(OptionErrors errors)
    {
        if (Destination.Transport is not null || Destination.HasInvalidServers || TransportFactory is not null)
        {
            errors.Add(
                nameof(Destination), "The route also has Destinations.", "Move its keys to a section in Destinations, or remove Destinations.");
        }

        if (RunsOnDemand)
        {
            errors.Add(
                nameof(Destinations),
                "Several destinations are not available for a route that runs on demand.",
                "Specify Destination, and add a route for each further one.");
        }

        if (Destinations.Values.All(destination => !destination.Required))
        {
            errors.Add(nameof(Destinations), "None of the destinations is required.", "Set Required to true for at least one of them.");
        }

        foreach ((string name, RouteDestinationOptions destination) in Destinations)
        {
            errors.Validate($"{nameof(Destinations)}:{name}", destination);
        }
    }

    private static bool ChangesRecords(string path) =>
        path.StartsWith(nameof(Message.Expand), StringComparison.Ordinal) || path.StartsWith(nameof(Message.Encodings), StringComparison.Ordinal)
        || path.StartsWith(nameof(Message.Profiles), StringComparison.Ordinal) || path.StartsWith(nameof(Message.AddFields), StringComparison.Ordinal)
        || path is nameof(Message.TimeField) or nameof(Message.TimeFormat) or nameof(Message.TimeZoneOfField);

    private void AddErrors(OptionErrors errors, string name, IValidatedOptions options, Func<string, bool> isRelevant)
    {
        OptionErrors own = new() { OmitsLocalChecks = errors.OmitsLocalChecks };
        own.Validate(options);
        foreach (string path in own.Omitted)
        {
            errors.CheckLocal($"{name}:{path}", () => null);
        }

        foreach (OptionError error in own.All.Where(error => isRelevant(error.Path)))
        {
            // The limit of a datagram is usually that of the message, which is then the key to change.
            bool isLimit = _limitIsFromMessage && error.Path == nameof(UdpTransportOptions.MaxDatagramBytes);
            errors.Add(isLimit ? $"{nameof(Message)}:{nameof(Message.MaxBytes)}" : $"{name}:{error.Path}", error.Problem, error.Fix);
        }
    }
}
