using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>How a <see cref="RelpTransport"/> reaches its servers (<c>relp</c> or <c>relps</c>).</summary>
public sealed class RelpTransportOptions : StreamTransportOptions
{
    /// <summary>How many messages may be unacknowledged at a time, 1 to 100 000. Default 128, as rsyslog's own sender has it.</summary>
    public int Window { get; set; } = 128;

    /// <summary>How long the server may leave everything unacknowledged before the connection counts as broken. Default 90 s.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(90);

    internal override IReadOnlyList<SyslogScheme> Schemes => [SyslogScheme.Relp, SyslogScheme.Relps];

    internal override IEnumerable<OptionFault> FindValueFaults()
    {
        foreach (OptionFault fault in base.FindValueFaults())
        {
            yield return fault;
        }

        if (Window is < 1 or > 100_000)
        {
            yield return new(nameof(Window), string.Create(CultureInfo.InvariantCulture, $"is {Window}: set 1 to 100000."));
        }
    }

    internal override IEnumerable<(string Name, TimeSpan Value)> Durations() => [.. base.Durations(), (nameof(MessageTimeout), MessageTimeout)];
}
