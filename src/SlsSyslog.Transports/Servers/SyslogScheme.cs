namespace SlsSyslog.Transports;

/// <summary>How a server is spoken to: the part of its address before <c>://</c>.</summary>
public enum SyslogScheme
{
    /// <summary><c>tcp</c>: RFC 6587, default port 514.</summary>
    Tcp,
}
