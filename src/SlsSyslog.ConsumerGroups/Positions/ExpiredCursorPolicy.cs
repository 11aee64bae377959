namespace SlsSyslog.ConsumerGroups;

/// <summary>What to do when the logs behind a checkpoint have expired: they are lost, whatever is done.</summary>
public enum ExpiredCursorPolicy
{
    /// <summary>Go on at the oldest retained log: nothing is repeated and nothing further is lost.</summary>
    Earliest,

    /// <summary>Go on behind the newest log: what SLS still retains is passed over, too.</summary>
    Latest,

    /// <summary>Stop reading the shard until somebody sets its checkpoint.</summary>
    Stop,
}
