namespace SlsSyslog.Receivers.Tests;

/// <summary>Represents a port that a daemon must listen on.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Port">The port on 127.0.0.1.</param>
internal sealed record ReceiverListener(string Protocol, int Port)
{
    public override string ToString() => $"{Port}/{Protocol}";
}
