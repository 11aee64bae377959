namespace SlsSyslog;

/// <summary>Specifies the limits of the health checks that <c>AddHealthChecks().AddSlsSyslog()</c> adds. They apply to each route.</summary>
public sealed class HealthOptions : IValidatedOptions
{
    private const string OneSecond = "00:00:01";
    private const string OneYear = "365.00:00:00";

    /// <summary>
    /// Gets or sets the age that the oldest unconfirmed record may have. The health is unhealthy when records are unconfirmed and the oldest of
    /// them was received by SLS longer ago. A route without unconfirmed records is healthy, however long ago the last delivery was.
    /// </summary>
    /// <value>The default is 15 minutes.</value>
    [OptionRange(OneSecond, OneYear)]
    public TimeSpan MaxDeliveryLag { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets the age that the oldest record in SLS that was not yet read may have. Beyond it, the health is unhealthy.</summary>
    /// <value>The default is 15 minutes.</value>
    [OptionRange(OneSecond, OneYear)]
    public TimeSpan MaxReadLag { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets the time that must be left until records of a shard that is behind expire in SLS. Below it, the health is unhealthy.
    /// </summary>
    /// <value>The default is 6 hours.</value>
    [OptionRange("00:00:00", OneYear)]
    public TimeSpan MinRetentionLeft { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Gets or sets the time for which SLS may fail to answer heartbeats. Beyond it, the health is unhealthy, but the process is live and ready.
    /// </summary>
    /// <value>The default is 5 minutes.</value>
    /// <remarks>At least three times <c>Source:HeartbeatInterval</c> is used.</remarks>
    [OptionRange(OneSecond, "1.00:00:00")]
    public TimeSpan MaxHeartbeatAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the time that must be left until the certificate of a server expires. Below it, the health is degraded; after the
    /// certificate has expired, it is unhealthy.
    /// </summary>
    /// <value>The default is 14 days.</value>
    [OptionRange("00:00:00", OneYear)]
    public TimeSpan MinCertificateTimeLeft { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Gets or sets how many dead letters a route may have since the process started. Beyond it, the health is degraded.</summary>
    /// <value>The default is 0.</value>
    [OptionRange(0, long.MaxValue)]
    public long MaxDeadLetters { get; set; }

    /// <summary>
    /// Gets or sets the time for which the process may fail to try a heartbeat. Beyond it, the process is not live and should be restarted. A
    /// heartbeat that SLS refuses or does not answer was tried, so an outage does not end the process.
    /// </summary>
    /// <value>The default is 3 minutes.</value>
    /// <remarks>At least three times <c>Source:HeartbeatInterval</c> is used.</remarks>
    [OptionRange(OneSecond, "1.00:00:00")]
    public TimeSpan MaxStall { get; set; } = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        // The ranges are all there is to check.
    }
}
