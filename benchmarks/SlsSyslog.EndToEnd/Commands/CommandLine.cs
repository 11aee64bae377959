using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The options of the command.</summary>
internal sealed class CommandLine
{
    public const string Help = """
        SlsSyslog.EndToEnd [options]
          --matrix                 runs the documented set instead of one scenario, with latency and start-up
          --latency                measures the latency of idle streams instead, for the first of the programs
          --start-up               measures start and memory of the published Forwarder instead
          --programs LIST          native, jit, limit, rsyslog; the default is all
          --rounds N               rounds in turns, of which the median is shown; the default is 5
          --megabytes N            raw log of a run; the default is 2000
          --data audit|actiontrail what the logs look like
          --record-bytes N         raw log of a record; the default is 868
          --fields N               fields of a record; the default is 12
          --group-logs N           logs of a LogGroup; the default is 1000
          --shards N               the default is 4
          --transport NAME         tcp, tls, relp or udp
          --body NAME              as in configuration: KeyValue, Json, Cef, Leef, Ecs ...
          --preset NAME            as in configuration: splunk, elastic, arcsight-cef ...
          --setting KEY=VALUE      any further key below SlsSyslog
          --metrics on|off|alternate   alternate: attaches and detaches the reader of metrics in one process
          --windows N              pairs of windows of 2 s for alternate; the default is 20
          --json FILE              writes the results
          --compare FILE           shows ratios to earlier results
          --charts FOLDER          writes charts
          --page FILE              writes the tables between the marks of a page
          --from FILE              shows earlier results instead of a measurement
        """;

    private static readonly string[] Flags = ["--matrix", "--latency", "--start-up"];

    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _settings = [];

    private readonly HashSet<string> _flags = [];

    public bool IsMatrix => _flags.Contains("--matrix");

    public bool MeasuresLatency => IsMatrix || _flags.Contains("--latency");

    public bool MeasuresStartUp => IsMatrix || _flags.Contains("--start-up");

    public bool MeasuresThroughput => IsMatrix || _flags.Count == 0;

    public int Rounds => Number("rounds", 5);

    public int Windows => Number("windows", 20);

    public bool AlternatesMetrics => _values.GetValueOrDefault("metrics") == "alternate";

    public string? JsonFile => _values.GetValueOrDefault("json");

    public string? CompareFile => _values.GetValueOrDefault("compare");

    public string? ChartFolder => _values.GetValueOrDefault("charts");

    public string? PageFile => _values.GetValueOrDefault("page");

    public string? FromFile => _values.GetValueOrDefault("from");

    /// <exception cref="ArgumentException">An option or its value is not valid.</exception>
    public static CommandLine Parse(string[] args)
    {
        CommandLine line = new();
        line._flags.UnionWith(Flags.Intersect(args));
        string[] rest = [.. args.Where(argument => !Flags.Contains(argument))];
        for (int i = 0; i < rest.Length; i += 2)
        {
            string name = rest[i].StartsWith("--", StringComparison.Ordinal) ? rest[i][2..] : "";
            if (!Help.Contains($"--{name} ", StringComparison.Ordinal) || i + 1 == rest.Length)
            {
                throw new ArgumentException($"'{rest[i]}' is not a valid option, or its value is missing.\n{Help}");
            }

            if (name == "setting")
            {
                line._settings.Add(rest[i + 1]);
            }
            else
            {
                line._values[name] = rest[i + 1];
            }
        }

        return line;
    }

    /// <summary>Gets the scenario that the options specify.</summary>
    public Scenario ToScenario()
    {
        List<string> settings = [.. _settings];
        AddIfSet(settings, "body", "Message:Body");
        AddIfSet(settings, "preset", "Message:Preset");
        DataKind kind = Enum.Parse<DataKind>(_values.GetValueOrDefault("data", "audit"), ignoreCase: true);
        return new Scenario
        {
            Name = string.Join(' ', Described().Select(pair => $"{pair.Key}={pair.Value}").DefaultIfEmpty("default")),
            Data = new DataShape(kind, Number("record-bytes", 868), Number("fields", 12), Number("group-logs", 1000)),
            Shards = Number("shards", 4),
            Megabytes = Number("megabytes", 2000),
            Transport = _values.GetValueOrDefault("transport", "tcp"),
            ReadsMetrics = _values.GetValueOrDefault("metrics") != "off",
            Settings = settings,
            Programs = _values.GetValueOrDefault("programs", "native,jit,limit,rsyslog").Split(','),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Described() => _values.Where(pair =>
        pair.Key is "record-bytes" or "fields" or "group-logs" or "shards" or "transport" or "body" or "preset" or "data" or "metrics");

    private void AddIfSet(List<string> settings, string name, string key)
    {
        if (_values.TryGetValue(name, out string? value))
        {
            settings.Add($"{key}={value}");
        }
    }

    private int Number(string name, int value) =>
        _values.TryGetValue(name, out string? text)
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new ArgumentException($"'{text}' is not a valid number for --{name}.")
            : value;
}
