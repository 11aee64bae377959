namespace SlsSyslog.Serialization;

/// <summary>RFC 5424 7.1: how far the time of a message can be trusted.</summary>
public sealed class TimeQualityOptions
{
    /// <summary>Whether the time zone is known. Default true: SLS keeps times in UTC.</summary>
    public bool TzKnown { get; set; } = true;

    /// <summary>Whether the clock that made the time is synchronised. Default false: SLS does not know the clocks of its clients.</summary>
    public bool IsSynced { get; set; }

    /// <summary>How exact the synchronisation is, in microseconds; only with <see cref="IsSynced"/>. Default null: not said.</summary>
    public int? SyncAccuracy { get; set; }
}
