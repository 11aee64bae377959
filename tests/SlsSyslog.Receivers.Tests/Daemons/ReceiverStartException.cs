namespace SlsSyslog.Receivers.Tests;

/// <summary>The exception that is thrown when a daemon does not start.</summary>
public sealed class ReceiverStartException(string message) : Exception(message);
