namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies where reading continues when the logs at a checkpoint have expired. The expired logs are lost in any case.</summary>
public enum ExpiredCursorPolicy
{
    /// <summary>Reading continues at the oldest retained log. No further logs are lost.</summary>
    Earliest,

    /// <summary>Reading continues after the newest log. Logs that SLS still retains are skipped.</summary>
    Latest,

    /// <summary>The shard is not read until its checkpoint is set to a valid position.</summary>
    Stop,
}
