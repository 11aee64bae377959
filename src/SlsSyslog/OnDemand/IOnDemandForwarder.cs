namespace SlsSyslog;

/// <summary>
/// Forwards the records of a source through a route, once. The formatter and the transport of the route exist as long as the host. The
/// connections are closed cleanly at the end of each run, so that a process may be frozen between runs.
/// </summary>
public interface IOnDemandForwarder
{
    /// <summary>
    /// Reads a bounded source to its end, sends every record, and waits until each one is confirmed and the server has answered the final
    /// close. When the destination fails, records are read and sent again until they are confirmed or the run is canceled. Several runs may be
    /// active at the same time.
    /// </summary>
    /// <param name="route">The name of the route; <see cref="SlsSyslogOptions.DefaultRouteName"/> for the one directly in the section.</param>
    /// <param name="source">The source, which must have an end. The caller disposes it.</param>
    /// <param name="cancellationToken">Stops the run immediately. The outcome is then not complete, and no exception is thrown.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The route does not exist.</exception>
    /// <exception cref="SlsException">SLS rejected requests for longer than the source retries.</exception>
    /// <exception cref="SlsProtocolException">A response of SLS could not be decoded, and neither could the responses to the retries.</exception>
    Task<ForwardingOutcome> RunAsync(string route, ILogSource source, CancellationToken cancellationToken);
}
