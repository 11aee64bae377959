namespace SlsSyslog;

/// <summary>Specifies one of several destinations of a route: which records it receives, and where and how they are sent.</summary>
/// <remarks>
/// In configuration, the section <c>Destinations:name</c> contains <see cref="When"/>, <see cref="Required"/>, <see cref="Message"/> and the keys of
/// the section <c>Destination</c>.
/// </remarks>
public sealed class RouteDestinationOptions : IValidatedOptions
{
    /// <summary>Gets or sets the rule that selects the records of the destination. Other records are counted as filtered.</summary>
    /// <value>The default is <see langword="null"/>: the destination receives every record.</value>
    public RecordRule? When { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether records must be confirmed by this destination before the checkpoint moves. An optional
    /// destination never holds the checkpoint: after a restart, it continues at the checkpoint, so that records can be missing or repeated there.
    /// </summary>
    /// <value>The default is <see langword="true"/>. At least one destination of a route is required.</value>
    public bool Required { get; set; } = true;

    /// <summary>Gets or sets the options of the messages.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the messages have the options of the route. Otherwise, none of the options of the route apply, also
    /// those that change records before filters and rules see them, such as <see cref="MessageOptions.Profiles"/>.
    /// </value>
    /// <remarks>In configuration, the section contains only the options that differ from those of the route.</remarks>
    public MessageOptions? Message { get; set; }

    /// <summary>Gets the transport and the other options of the destination.</summary>
    public DestinationOptions Destination { get; } = new();

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Validate("", Destination);
        if (Message is not null)
        {
            errors.Validate(nameof(Message), Message);
        }
    }
}
