using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Runs a real Prometheus that scrapes one target every second with the alerts of deploy, whose times are shortened.</summary>
internal sealed partial class PrometheusServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Process _process;
    private readonly HttpClient _client = new();

    public PrometheusServer(Uri target)
    {
        string alerts = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml"));
        File.WriteAllText(Path.Combine(_folder, "alerts.yml"), Shorten(alerts));
        File.WriteAllText(Path.Combine(_folder, "prometheus.yml"), $"""
            global: {"{"} scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s {"}"}
            rule_files: [ alerts.yml ]
            scrape_configs:
              - job_name: slssyslog
                static_configs:
                  - targets: [ "{target.Authority}" ]
            """);
        ProcessStartInfo start = new(
            PrometheusTools.Prometheus,
            [
                $"--config.file={_folder}/prometheus.yml", $"--storage.tsdb.path={_folder}/data", "--web.listen-address=127.0.0.1:0",
                "--query.lookback-delta=3s",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        _process.OutputDataReceived += (_, e) => _lines.Enqueue(e.Data ?? "");
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public string Output => string.Join('\n', _lines);

    /// <summary>Returns the first value of a query, or <see langword="null"/> when it has none.</summary>
    public async Task<double?> QueryAsync(string query)
    {
        JsonElement[] result = [.. (await GetAsync($"query?query={Uri.EscapeDataString(query)}")).GetProperty("result").EnumerateArray()];
        return result.Length == 0 ? null : double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until an alert fires, or does not.</summary>
    public Task AlertAsync(string name, bool fires, Func<string>? describe = null) => HoldsAsync(
        async () => (await QueryAsync($"count(ALERTS{{alertname=\"{name}\",alertstate=\"firing\"}})") ?? 0) > 0 == fires,
        $"{name} {(fires ? "fires" : "does not fire")}",
        describe);

    /// <summary>Waits until the first value of a query fulfills a condition.</summary>
    public Task ValueAsync(string query, Func<double, bool> condition) =>
        HoldsAsync(async () => await QueryAsync(query) is { } value && condition(value), query, null);

    public void Dispose()
    {
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The thresholds and windows of minutes become seconds.
    private static string Shorten(string alerts)
    {
        alerts = For().Replace(alerts, "for: 1s");
        alerts = Window().Replace(alerts, "[4s]");
        return alerts.Replace("_seconds) > 60\n", "_seconds) > 2\n", StringComparison.Ordinal).Replace("> 300\n", "> 4\n", StringComparison.Ordinal);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        Match address = Address().Match(Output);
        if (!address.Success)
        {
            return JsonDocument.Parse("""{"result":[]}""").RootElement;
        }

        using HttpResponseMessage response = await _client.GetAsync(new Uri($"http://{address.Groups[1].Value}/api/v1/{path}"));
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.GetProperty("data").Clone()
            : throw new HttpRequestException($"{path}: {text}");
    }

    private async Task HoldsAsync(Func<Task<bool>> condition, string text, Func<string>? describe)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await TryAsync(condition))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                throw new TimeoutException($"Waited for: {text}\n{describe?.Invoke()}\n{Output}");
            }

            await Task.Delay(100);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (HttpRequestException)
        {
            return false; // it starts
        }
    }

    [GeneratedRegex(@"Listening on"" address=(127\.0\.0\.1:\d+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"for: \d+[smh]")]
    private static partial Regex For();

    [GeneratedRegex(@"\[\d+m\]")]
    private static partial Regex Window();
}
