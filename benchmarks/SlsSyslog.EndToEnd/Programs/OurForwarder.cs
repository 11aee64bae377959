using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The library in a small program, published as native code or run by the JIT compiler.</summary>
internal sealed class OurForwarder(string name, IReadOnlyList<string> command) : IMeasuredProgram
{
    private static int _runs;

    public string Name => name;

    public async Task<IProgramRun> StartAsync(Assignment assignment)
    {
        // A new group starts at the first log.
        string group = $"bench-{Interlocked.Increment(ref _runs)}";
        string[] settings = [.. await DescribeAsync(assignment, group)];
        ChildProcess process = new(
            command[0],
            [.. command.Skip(1), $"--Metrics={(assignment.Scenario.ReadsMetrics ? "on" : "off")}", .. settings.Select(setting => $"--SlsSyslog:{setting}")]);
        return new ForwarderRun(process, assignment, group);
    }

    private static async Task<IEnumerable<string>> DescribeAsync(Assignment assignment, string group)
    {
        (Scenario scenario, PeerSet peers) = (assignment.Scenario, assignment.Peers);
        bool hasTls = scenario.Transport == "tls";
        int port = await peers.Sink.PortAsync(hasTls ? $"tls {peers.Folder}" : scenario.Transport);
        List<string> settings =
        [
            $"Source:Endpoint={peers.Sls.Endpoint}",
            $"Source:Project={SlsRole.Project}",
            $"Source:Logstore={assignment.Logstore.Name}",
            $"Source:ConsumerGroup={group}",
            "Source:StartFrom=earliest",
            string.Create(CultureInfo.InvariantCulture, $"Destination:Servers={(scenario.Transport == "latency" ? "tcp" : scenario.Transport)}://127.0.0.1:{port}"),
        ];
        if (hasTls)
        {
            settings.Add($"Destination:Tls:TrustedCertificatesPath={Path.Combine(peers.Folder, TlsSink.AuthorityFile)}");
            settings.Add("Destination:Tls:ServerName=localhost");
        }

        return settings.Concat(scenario.Settings);
    }
}
