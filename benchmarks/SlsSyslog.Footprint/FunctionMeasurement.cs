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
    private static readonly DataShape Logs = new(DataKind.Audit, 507, 12, 1000);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(2);

    /// <summary>The time in milliseconds from the start of the process to the response to an event with an empty range.</summary>
    public async Task<(double[] Function, double[] Empty)> StartAsync(int starts)
    {
        Console.WriteLine("measuring starts");
        using (SlsPeer sls = await SlsPeer.StartAsync())
        {
            FilledLogstore logs = await sls.FillAsync(Logs, shards: 1, megabytes: 0);
            string json = EventOf(sls, logs, isEmpty: true);
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
        using (SlsPeer sls = await SlsPeer.StartAsync())
        using (SinkPeer sink = new())
        {
            FilledLogstore logs = await sls.FillAsync(Logs, shards: 1, megabytes);
            string sinkPort = (await sink.PortAsync("tcp")).ToString(CultureInfo.InvariantCulture);
            string json = EventOf(sls, logs, isEmpty: false);
            List<double> function = [];
            List<double> empty = [];
            for (int i = 0; i < rounds; i++)
            {
                function.Add(await MeasureAsync(StartFunction, sinkPort, json, process => process.Counters.PeakMegabytes));
                empty.Add(await MeasureAsync(StartEmpty, sinkPort, json, process => process.Counters.PeakMegabytes));
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

    private static string EventOf(SlsPeer sls, FilledLogstore logs, bool isEmpty)
    {
        string[] range = logs.Ranges[0].Split(':');
        return $$"""
            {"source":{"endpoint":"{{sls.Endpoint}}","projectName":"{{SlsRole.Project}}","logstoreName":"{{logs.Name}}","shardId":0,"beginCursor":"{{range[1]}}","endCursor":"{{(isEmpty ? range[1] : range[2])}}"},
             "parameter":{},"jobName":"footprint","taskId":"1","cursorTime":1768464550}
            """;
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
