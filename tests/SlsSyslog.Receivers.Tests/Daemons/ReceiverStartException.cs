namespace SlsSyslog.Receivers.Tests;

/// <summary>A daemon did not come up.</summary>
public sealed class ReceiverStartException(string message) : Exception(message);
