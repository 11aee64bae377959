namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies where reading continues when the logs at a checkpoint have expired. The expired logs are lost in any case.</summary>
public enum ExpiredCursorPolicy
{
    /// <summary>Continue at the oldest retained log. No further logs are lost.</summary>
    Earliest,

    /// <summary>Continue after the newest log. Logs that SLS still retains are skipped.</summary>
    Latest,

    /// <summary>Stop reading the shard until its checkpoint is set to a valid position.</summary>
    Stop,
}
