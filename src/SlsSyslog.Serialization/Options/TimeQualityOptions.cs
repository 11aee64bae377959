namespace SlsSyslog.Serialization;

/// <summary>Specifies the registered element <c>timeQuality</c> (RFC 5424 7.1). It is written when at least one value is set.</summary>
public sealed class TimeQualityOptions : IValidatedOptions
{
    /// <summary>Gets or sets a value that indicates whether the time zone of the timestamp is known.</summary>
    /// <value>The default is <see langword="null"/>, which writes <c>1</c> if the element is written, because SLS stores times in UTC.</value>
    public bool? TzKnown { get; set; }

    /// <summary>Gets or sets a value that indicates whether the clock that produced the time is synchronized.</summary>
    /// <value>The default is <see langword="null"/>: <c>0</c> if the element is written, because SLS does not know its clients' clocks.</value>
    public bool? IsSynced { get; set; }

    /// <summary>Gets or sets the accuracy of the synchronization, in microseconds. Requires <see cref="IsSynced"/>.</summary>
    /// <value>The default is <see langword="null"/>: the accuracy is not written.</value>
    [OptionRange(0, int.MaxValue)]
    public int? SyncAccuracy { get; set; }

    internal bool IsSet => TzKnown is not null || IsSynced is not null || SyncAccuracy is not null;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (SyncAccuracy is { } accuracy && IsSynced is not true)
        {
            errors.Add(
                nameof(SyncAccuracy),
                $"The value {accuracy} requires a synchronized clock (RFC 5424 7.1.3).",
                $"Set {nameof(IsSynced)} to true, or remove {nameof(SyncAccuracy)}.");
        }
    }
}
