using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SlsSyslog.EndToEnd;

namespace SlsSyslog.Footprint;

/// <summary>Compares the published function with the empty program. Every value is measured in a new process.</summary>
internal sealed class FunctionMeasurement(PublishedPrograms programs)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(2);

    /// <summary>The time in milliseconds from the start of the process to the response to an event with an empty range.</summary>
    public async Task<(double[] Function, double[] Empty)> StartAsync(int starts)
    {
        Console.WriteLine("measuring starts");
        (ChildProcess sls, string[] source) = await ChildProcess.StartAsync("serve", "1", "0");
        using (sls)
        {
            using HttpClient admin = new();
            using EmulatorState state = await EmulatorState.OfAsync(admin, source[0]);
            string json = EventOf(source[0], state.Range().Begin, state.Range().Begin);
            List<double> function = [];
            List<double> empty = [];
            for (int i = -1; i < starts; i++)
            {
                double ours = await MeasureAsync(StartFunction, sinkPort: "1", json, process => Stopwatch.GetElapsedTime(process.Started).TotalMilliseconds);
                double floor = await MeasureAsync(StartEmpty, sinkPort: "1", json, process => Stopwatch.GetElapsedTime(process.Started).TotalMilliseconds);
                if (i >= 0)
                {
                    // The first round brings the files into memory.
                    function.Add(ours);
                    empty.Add(floor);
                }
            }

            return ([.. function], [.. empty]);
        }
    }

    /// <summary>The peak resident memory in megabytes after one event with a range of the specified size, and that of the empty program.</summary>
    public async Task<(double[] Function, double[] Empty)> RangeAsync(int megabytes, int rounds)
    {
        Console.WriteLine("measuring a range");
        (ChildProcess sls, string[] source) = await ChildProcess.StartAsync("serve", "1", megabytes.ToString(CultureInfo.InvariantCulture));
        (ChildProcess sink, string[] target) = await ChildProcess.StartAsync("sink");
        using (sls)
        using (sink)
        {
            using HttpClient admin = new();
            using EmulatorState state = await EmulatorState.OfAsync(admin, source[0]);
            string json = EventOf(source[0], state.Range().Begin, state.Range().End);
            List<double> function = [];
            List<double> empty = [];
            for (int i = 0; i < rounds; i++)
            {
                function.Add(await MeasureAsync(StartFunction, target[0], json, process => process.PeakMegabytes));
                empty.Add(await MeasureAsync(StartEmpty, target[0], json, process => process.PeakMegabytes));
            }

            return ([.. function], [.. empty]);
        }
    }

    private static async Task<double> MeasureAsync(
        Func<int, string, MeasuredProcess> start, string sinkPort, string json, Func<MeasuredProcess, double> read)
    {
        int port = FreePort();
        using HttpClient client = new();
        using MeasuredProcess process = start(port, sinkPort);
        while (true)
        {
            process.ThrowIfEnded();
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/invoke"))
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)),
            };
            request.Headers.Add("x-fc-request-id", "footprint");
            request.Headers.Add("x-fc-access-key-id", "testak");
            request.Headers.Add("x-fc-access-key-secret", "testsk");
            try
            {
                using HttpResponseMessage answer = await client.SendAsync(request);
                return answer.StatusCode == HttpStatusCode.OK
                    ? read(process)
                    : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                await Task.Delay(TryAgain); // The program does not listen yet.
            }
        }
    }

    private MeasuredProcess StartFunction(int port, string sinkPort) => new(
        programs.Function,
        [],
        ("SLS_LISTEN_ADDRESS", "127.0.0.1"),
        ("FC_SERVER_PORT", port.ToString(CultureInfo.InvariantCulture)),
        ("SYSLOG_HOST", "127.0.0.1"),
        ("SYSLOG_PORT", sinkPort));

    private MeasuredProcess StartEmpty(int port, string sinkPort) => new(programs.Empty, ["--urls", $"http://127.0.0.1:{port}"]);

    private static string EventOf(string endpoint, string begin, string end) =>
        $$"""
        {"source":{"endpoint":"{{endpoint}}","projectName":"bench-project","logstoreName":"logs","shardId":0,"beginCursor":"{{begin}}","endCursor":"{{end}}"},
         "parameter":{},"jobName":"footprint","taskId":"1","cursorTime":1768464550}
        """;

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
