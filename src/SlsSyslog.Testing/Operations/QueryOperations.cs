namespace SlsSyslog.Testing;

/// <summary>Implements GetLogs, GetLogsV2 and GetHistograms, as if every logstore had an index of all fields.</summary>
internal sealed class QueryOperations(AccountStore account)
{
    private const int MaxIntervals = 60;

    public SlsAnswer GetLogs(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        LogSearch search = LogSearch.Of(request);
        IReadOnlyList<FoundLog> found = search.Find(logstore);
        FoundLog[] page = [.. (search.IsReversed ? found.Reverse() : found).Skip(search.Offset).Take(search.Line)];
        return request.Method == "POST"
            ? SlsAnswer.Json(writer => WriteWithMeta(writer, search, found.Count, page))
            : Describe(SlsAnswer.Json(writer => Write(writer, page)), page.Length)
                .With("x-log-processed-rows", found.Count)
                .With("x-log-elapsed-millisecond", 0)
                .With("x-log-has-sql", "false");
    }

    public SlsAnswer GetHistograms(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        LogSearch search = LogSearch.Of(request);
        IReadOnlyList<FoundLog> found = search.Find(logstore);
        long seconds = search.To - search.From;
        long width = (seconds + MaxIntervals - 1) / MaxIntervals;
        ILookup<long, FoundLog> intervals = found.ToLookup(log => (log.Time - search.From) / width);
        return Describe(
            SlsAnswer.Json(writer =>
            {
                writer.WriteStartArray();
                for (long from = search.From; from < search.To; from += width)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("from", from);
                    writer.WriteNumber("to", Math.Min(from + width, search.To));
                    writer.WriteNumber("count", intervals[(from - search.From) / width].Count());
                    writer.WriteString("progress", "Complete");
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }),
            found.Count);
    }

    private static SlsAnswer Describe(SlsAnswer answer, int count) => answer.With("x-log-progress", "Complete").With("x-log-count", count);

    private static void Write(Utf8JsonWriter writer, FoundLog[] logs)
    {
        writer.WriteStartArray();
        foreach (FoundLog log in logs)
        {
            log.Write(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteWithMeta(Utf8JsonWriter writer, LogSearch search, int processed, FoundLog[] page)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("meta");
        writer.WriteString("progress", "Complete");
        writer.WriteNumber("count", page.Length);
        writer.WriteNumber("processedRows", processed);
        writer.WriteNumber("elapsedMillisecond", 0);
        writer.WriteBoolean("hasSQL", false);
        writer.WriteString("whereQuery", search.QueryText);
        writer.WriteString("aggQuery", "");
        writer.WriteStartArray("keys");
        foreach (string key in page.SelectMany(log => log.Fields.Keys).Distinct())
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WritePropertyName("data");
        Write(writer, page);
        writer.WriteEndObject();
    }
}
