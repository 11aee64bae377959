using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>A receiver in a separate process that reads as fast as possible.</summary>
internal static class SinkRole
{
    public const string Name = "sink";

    public static Task RunAsync()
    {
        SinkCounter counter = new();
        LatencySink latencies = new();
        return CommandLoop.RunAsync(command => command switch
        {
            ["listen", "tcp"] => Text(TcpSink.Listen(counter.Read)),
            ["listen", "tls", string folder] => Text(TlsSink.Listen(counter.Read, folder)),
            ["listen", "relp"] => Text(RelpSink.Listen(counter)),
            ["listen", "udp"] => Text(UdpSink.Listen(counter)),
            ["listen", "latency"] => Text(TcpSink.Listen(latencies.Read)),
            ["reset"] => counter.Reset(),
            ["sample"] => counter.Sample.Restart(),
            ["received"] => $"{counter.Bytes} {counter.FirstAt}",
            ["latencies"] => latencies.Describe(),
            ["feed", string port, string bytes] => Text(counter.Sample.Feed((int)Number(port), Number(bytes))),
            _ => throw new ArgumentException($"'{string.Join(' ', command)}' is not a valid command."),
        });
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
