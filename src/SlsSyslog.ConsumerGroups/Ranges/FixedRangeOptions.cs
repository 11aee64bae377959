using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// What a <see cref="FixedRangeSource"/> reads: the shards of a logstore between two times of receipt, or one shard between two cursors.
/// Endpoint, project and logstore are required.
/// </summary>
public sealed class FixedRangeOptions : SlsSourceOptions
{
    /// <summary>The shard; null, the default, for all shards of the logstore.</summary>
    public int? Shard { get; set; }

    /// <summary>Where to begin, when no cursor says so. Default <see cref="StartFrom.Earliest"/>.</summary>
    public StartFrom From { get; set; }

    /// <summary>Where to end, itself not included, when no cursor says so; a time to come counts as now. Default <see cref="StartFrom.Latest"/>.</summary>
    public StartFrom To { get; set; } = StartFrom.Latest;

    /// <summary>The cursor to begin at, in place of <see cref="From"/>; needs <see cref="Shard"/>. Default none.</summary>
    public string BeginCursor { get; set; } = "";

    /// <summary>The cursor to end at, itself not included, in place of <see cref="To"/>; needs <see cref="Shard"/>. Default none.</summary>
    public string EndCursor { get; set; } = "";

    /// <summary>
    /// How long errors that somebody has to mend (keys, permissions, names) are retried before the source fails. Errors that pass by
    /// themselves are retried without end. Default 1 minute.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> FindFaults() => FixedRangeValidation.FindFaults(this);

    internal FixedRangeOptions Copy() => (FixedRangeOptions)MemberwiseClone();
}
