namespace SlsSyslog.Transports;

/// <summary>Represents a transport that reports the state of its connections. The built-in transports implement it.</summary>
public interface ITransportStatus
{
    /// <summary>Gets the state of the connections to each server. The call is cheap and can be made at any time.</summary>
    /// <returns>The servers in their configured order.</returns>
    IReadOnlyList<ServerStatus> GetServers();

    /// <summary>
    /// Gets how long frames have waited because of <see cref="NetworkTransportOptions.MaxBytesPerSecond"/> and
    /// <see cref="NetworkTransportOptions.MaxRecordsPerSecond"/>, added up over all senders. The default implementation returns zero.
    /// </summary>
    TimeSpan ThrottledTime => TimeSpan.Zero;
}
