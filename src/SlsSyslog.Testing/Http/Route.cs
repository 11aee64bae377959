namespace SlsSyslog.Testing;

/// <summary>Represents the operation and the resource of a request.</summary>
internal sealed record Route(SlsOperation Operation, string Project = "", string Logstore = "", int? Shard = null, string Group = "")
{
    public static Route Of(SlsRequest request)
    {
        IReadOnlyList<string> segments = request.Segments;
        string? project = request.Project;
        if (segments.Count == 0)
        {
            return new Route(OfProject(request.Method, project is not null), project ?? "");
        }

        if (segments[0] != "logstores" || segments.Count > 4)
        {
            return new Route(SlsOperation.Unknown);
        }

        EmulatorException.ThrowIf(project is null, 400, "MissingHost", "the host does not contain a project; the first label must be the project");
        string logstore = segments.Count > 1 ? segments[1] : "";
        return (segments.Count, segments.ElementAtOrDefault(2)) switch
        {
            (1, _) => new Route(OfLogstores(request.Method), project),
            (2, _) => new Route(OfLogstore(request), project, logstore),
            (3, "shards") when request.Method == "GET" => new Route(SlsOperation.ListShards, project, logstore),
            (3, "logs") when request.Method == "POST" => new Route(SlsOperation.GetLogs, project, logstore),
            (3, "index") when request.Method == "GET" && request.Query["type"] == "histogram" =>
                new Route(SlsOperation.GetHistograms, project, logstore),
            (3, "consumergroups") => new Route(OfGroups(request.Method), project, logstore),
            (4, "shards") when segments[3] is "lb" or "route" => new Route(
                request.Method == "POST" ? SlsOperation.PutLogs : SlsOperation.Unknown, project, logstore),
            (4, "shards") => new Route(OfShard(request), project, logstore, ParseShard(segments[3])),
            (4, "consumergroups") => new Route(OfGroup(request), project, logstore, ParseShard(request.Query["shard"]), segments[3]),
            _ => new Route(SlsOperation.Unknown),
        };
    }

    private static SlsOperation OfProject(string method, bool hasProject) => method switch
    {
        "GET" => hasProject ? SlsOperation.GetProject : SlsOperation.ListProject,
        "POST" => SlsOperation.CreateProject,
        "DELETE" when hasProject => SlsOperation.DeleteProject,
        _ => SlsOperation.Unknown,
    };

    private static SlsOperation OfLogstores(string method) => method switch
    {
        "GET" => SlsOperation.ListLogstores,
        "POST" => SlsOperation.CreateLogstore,
        _ => SlsOperation.Unknown,
    };

    private static SlsOperation OfLogstore(SlsRequest request) => (request.Method, request.Query["type"]) switch
    {
        ("GET", null) => SlsOperation.GetLogstore,
        ("GET", "log") => SlsOperation.GetLogs,
        ("GET", "histogram") => SlsOperation.GetHistograms,
        ("POST", _) => SlsOperation.PutLogs,
        ("PUT", _) => SlsOperation.UpdateLogstore,
        ("DELETE", _) => SlsOperation.DeleteLogstore,
        _ => SlsOperation.Unknown,
    };

    private static SlsOperation OfShard(SlsRequest request) => (request.Method, request.Query["type"] ?? request.Query["action"]) switch
    {
        ("GET", "cursor") => SlsOperation.GetCursor,
        ("GET", "cursor_time") => SlsOperation.GetCursorTime,
        ("GET" or "HEAD", "log" or "logs") => SlsOperation.PullLogs,
        ("POST", "split") => SlsOperation.SplitShard,
        ("POST", "merge") => SlsOperation.MergeShards,
        _ => SlsOperation.Unknown,
    };

    private static SlsOperation OfGroups(string method) => method switch
    {
        "GET" => SlsOperation.ListConsumerGroup,
        "POST" => SlsOperation.CreateConsumerGroup,
        _ => SlsOperation.Unknown,
    };

    private static SlsOperation OfGroup(SlsRequest request) => (request.Method, request.Query["type"]) switch
    {
        ("GET", _) => SlsOperation.GetCheckPoint,
        ("PUT", _) => SlsOperation.UpdateConsumerGroup,
        ("DELETE", _) => SlsOperation.DeleteConsumerGroup,
        ("POST", "heartbeat") => SlsOperation.HeartBeat,
        ("POST", "checkpoint") => SlsOperation.UpdateCheckPoint,
        _ => SlsOperation.Unknown,
    };

    private static int? ParseShard(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
            ? shard
            : throw EmulatorException.ParameterInvalid($"shard id {text} is not a number");
    }
}
