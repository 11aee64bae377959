namespace SlsSyslog.Testing;

/// <summary>Represents the parameters of GetLogs and GetHistograms.</summary>
internal sealed record LogSearch(long From, long To, string Topic, string QueryText, int Line, int Offset, bool IsReversed)
{
    private const int MaxLine = 100;

    private LogQuery Query { get; } = LogQuery.Parse(QueryText);

    /// <summary>Reads the query string or, for a POST, the JSON body.</summary>
    /// <exception cref="EmulatorException">A parameter is missing, not valid or not supported.</exception>
    public static LogSearch Of(SlsRequest request)
    {
        if (request.Method != "POST")
        {
            return Of(name => request.Query[name]);
        }

        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, "ParameterInvalid");
        return Of(body.FindScalar);
    }

    /// <summary>Gets the logs that match, by time. Data that is not a valid LogGroup is skipped.</summary>
    public IReadOnlyList<FoundLog> Find(EmulatorLogstore logstore) =>
    [
        .. logstore.Shards.SelectMany(shard => Decode(logstore, shard.Id)).SelectMany(FoundLog.In)
            .Where(log => log.Time >= From && log.Time < To && (Topic.Length == 0 || log.Fields["__topic__"] == Topic) && Query.Matches(log.Fields))
            .OrderBy(log => log.Time),
    ];

    private static LogSearch Of(Func<string, string?> find)
    {
        if (find("session") is { Length: > 0 } || ReadBoolean(find, "highlight"))
        {
            throw EmulatorException.ParameterInvalid("session and highlight are not supported by the emulator");
        }

        (uint? from, uint? to) = (ReadNumber(find("from")), ReadNumber(find("to")));
        if (from is null || to is null || from >= to)
        {
            throw new EmulatorException(
                400, "InvalidTimeRange", "request time range is invalid: specify from and to in Unix seconds, from before to");
        }

        uint? line = find("line") is { Length: > 0 } lineText ? ReadNumber(lineText) : MaxLine;
        EmulatorException.ThrowIf(line is not <= MaxLine, 400, "InvalidLine", $"line is invalid: specify a number from 0 to {MaxLine}");
        uint? offset = find("offset") is { Length: > 0 } offsetText ? ReadNumber(offsetText) : 0;
        EmulatorException.ThrowIf(offset is not <= int.MaxValue, 400, "InvalidOffset", "offset is invalid: specify a number that is not negative");
        return new LogSearch(
            from.Value, to.Value, find("topic") ?? "", find("query") ?? "", (int)line, (int)offset, ReadBoolean(find, "reverse"));
    }

    private static IEnumerable<EmulatorLogGroup> Decode(EmulatorLogstore logstore, int shard)
    {
        foreach (ReadOnlyMemory<byte> bytes in logstore.ReadBytes(shard))
        {
            EmulatorLogGroup? group = null;
            try
            {
                group = EmulatorLogGroup.Decode(bytes);
            }
            catch (FormatException)
            {
                // Tests store invalid data on purpose. It has no fields to search.
            }

            if (group is not null)
            {
                yield return group;
            }
        }
    }

    private static uint? ReadNumber(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;

    private static bool ReadBoolean(Func<string, string?> find, string name)
    {
        // One SDK sends True, others true.
        string text = find(name) is { Length: > 0 } given ? given : "false";
        return bool.TryParse(text, out bool value) ? value : throw EmulatorException.ParameterInvalid($"{name} {text} is not true or false");
    }
}
