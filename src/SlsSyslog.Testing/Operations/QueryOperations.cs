using System.Text.Json.Nodes;

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
        JsonArray logs = new([.. page.Select(log => log.ToJson())]);
        return request.Method == "POST"
            ? SlsAnswer.Json(new JsonObject { ["meta"] = DescribeMeta(search, found.Count, page), ["data"] = logs })
            : Describe(SlsAnswer.Json(logs), page.Length)
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
        JsonArray histogram = [];
        for (long from = search.From; from < search.To; from += width)
        {
            histogram.Add((JsonNode)new JsonObject
            {
                ["from"] = from,
                ["to"] = Math.Min(from + width, search.To),
                ["count"] = intervals[(from - search.From) / width].Count(),
                ["progress"] = "Complete",
            });
        }

        return Describe(SlsAnswer.Json(histogram), found.Count);
    }

    private static SlsAnswer Describe(SlsAnswer answer, int count) => answer.With("x-log-progress", "Complete").With("x-log-count", count);

    private static JsonObject DescribeMeta(LogSearch search, int processed, FoundLog[] page) => new()
    {
        ["progress"] = "Complete",
        ["count"] = page.Length,
        ["processedRows"] = processed,
        ["elapsedMillisecond"] = 0,
        ["hasSQL"] = false,
        ["whereQuery"] = search.QueryText,
        ["aggQuery"] = "",
        ["keys"] = new JsonArray([.. page.SelectMany(log => log.Fields.Keys).Distinct()]),
    };
}
