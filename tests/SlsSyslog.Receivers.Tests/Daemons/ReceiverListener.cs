namespace SlsSyslog.Receivers.Tests;

/// <summary>A port that a daemon is to listen on.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Port">The port on 127.0.0.1.</param>
internal sealed record ReceiverListener(string Protocol, int Port)
{
    public override string ToString() => $"{Port}/{Protocol}";
}
