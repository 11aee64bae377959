namespace SlsSyslog.Transports;

/// <summary>What a connection is made of; it owns the link from then on.</summary>
internal sealed record ConnectionParts(
    StreamLink Link,
    ServerConnections Siblings,
    NetworkTransportOptions Options,
    TimeProvider Clock,
    Action<SyslogConnection, string> OnLost);
