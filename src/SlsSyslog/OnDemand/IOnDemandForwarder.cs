using SlsSyslog.ConsumerGroups;

namespace SlsSyslog;

/// <summary>
/// Sends what a source hands out through a route, once. The route's formatter and transport live as long as the host; its connections
/// are closed cleanly at the end of each run and opened again by the next, so nothing of a run is left in a process that is then frozen.
/// </summary>
public interface IOnDemandForwarder
{
    /// <summary>
    /// Reads a bounded source to its end, sends every record and waits until each is confirmed. While the destination fails, records are
    /// read and sent again, until they are confirmed or the run is stopped. Several runs may go on at the same time.
    /// </summary>
    /// <param name="route">The route's name; <see cref="SlsSyslogOptions.DefaultRouteName"/> for the one directly in the section.</param>
    /// <param name="source">What to read, with an end; the caller keeps it.</param>
    /// <param name="cancellationToken">Stops at once. The run then counts as not complete; nothing is thrown.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ArgumentException">There is no such route.</exception>
    /// <exception cref="SlsException">SLS refused for longer than the source is patient.</exception>
    /// <exception cref="SlsProtocolException">An answer of SLS did not decode however often it was asked for.</exception>
    Task<ForwardingOutcome> RunAsync(string route, ILogSource source, CancellationToken cancellationToken);
}
