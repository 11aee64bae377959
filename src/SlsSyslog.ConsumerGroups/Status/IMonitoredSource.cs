namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a source whose status and pulls can be observed. The built-in sources implement it.</summary>
public interface IMonitoredSource : ILogSource
{
    /// <summary>Gets or sets an action that is called after each pull, from any thread. It must return quickly and must not throw.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    Action<PullMeasurement>? OnPulled { get; set; }

    /// <summary>Gets the current status of the source. The call is cheap and can be made at any time.</summary>
    /// <returns>The status.</returns>
    SourceStatus GetStatus();
}
