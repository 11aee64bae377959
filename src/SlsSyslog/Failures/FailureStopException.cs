namespace SlsSyslog;

/// <summary>The exception that is thrown when the failure policy stops a shard.</summary>
/// <param name="action">What stops: the shard or the host.</param>
/// <param name="message">The failure.</param>
internal sealed class FailureStopException(FailureAction action, string message) : Exception(message)
{
    public FailureAction Action => action;
}
