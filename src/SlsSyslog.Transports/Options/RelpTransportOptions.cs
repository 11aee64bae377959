namespace SlsSyslog.Transports;

/// <summary>Represents the options of a <see cref="RelpTransport"/>, which sends to servers with the scheme <c>relp</c> or <c>relps</c>.</summary>
public sealed class RelpTransportOptions : StreamTransportOptions
{
    /// <summary>Gets or sets the number of messages that may be unacknowledged at a time.</summary>
    /// <value>The default is 128, as for the RELP output of rsyslog.</value>
    [OptionRange(1, 100_000)]
    public int WindowSize { get; set; } = 128;

    /// <summary>Gets or sets how long the server may leave all messages unacknowledged before the connection is considered broken.</summary>
    /// <value>The default is 90 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = [SyslogScheme.Relp, SyslogScheme.Relps];
}
