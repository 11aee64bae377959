using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

internal sealed class MemoryTransportOptions : SyslogTransportOptions
{
    public int Capacity { get; set; }

    public override IReadOnlyList<string> Schemes { get; } = ["memory"];
}
