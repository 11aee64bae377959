using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The sample Forwarder as users start it, with its settings in environment variables.</summary>
internal sealed class ShippedForwarder(string name, IReadOnlyList<string> command) : IMeasuredProgram
{
    private static int _runs;

    public string Name => name;

    public async Task<IProgramRun> StartAsync(Assignment assignment)
    {
        string group = $"shipped-{Interlocked.Increment(ref _runs)}";
        int port = await assignment.Peers.Sink.PortAsync("tcp");
        ChildProcess process = new(
            command[0],
            command.Skip(1),
            endsWithInput: false,
            ("SLS_ENDPOINT", assignment.Peers.Sls.Endpoint.ToString()),
            ("SLS_AK_ID", "testak"),
            ("SLS_AK_KEY", "testsk"),
            ("SLS_PROJECT", SlsRole.Project),
            ("SLS_LOGSTORE", assignment.Logstore.Name),
            ("SLS_CG", group),
            ("SLS_START", "begin"),
            ("SYSLOG_HOST", "127.0.0.1"),
            ("SYSLOG_PORT", port.ToString(CultureInfo.InvariantCulture)),
            ("Logging__LogLevel__Default", "Error"));
        return new ForwarderRun(process, assignment, group);
    }
}
