namespace SlsSyslog.Testing;

/// <summary>Finds the operation that processes a request.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<SlsOperation, Func<SlsRequest, Route, SlsAnswer>> _operations;

    public OperationTable(EmulatorServices services, AccountStore account)
    {
        ProjectOperations projects = new(account);
        LogstoreOperations logstores = new(account);
        ShardOperations shards = new(account);
        PullOperation pulls = new(services, account);
        PutOperation puts = new(account, services);
        QueryOperations queries = new(account);
        ConsumerGroupOperations groups = new(account);
        CheckpointOperations checkpoints = new(account);
        _operations = new Dictionary<SlsOperation, Func<SlsRequest, Route, SlsAnswer>>
        {
            [SlsOperation.CreateProject] = projects.Create,
            [SlsOperation.GetProject] = projects.Get,
            [SlsOperation.ListProject] = projects.List,
            [SlsOperation.DeleteProject] = projects.Delete,
            [SlsOperation.CreateLogstore] = logstores.Create,
            [SlsOperation.GetLogstore] = logstores.Get,
            [SlsOperation.UpdateLogstore] = logstores.Update,
            [SlsOperation.ListLogstores] = logstores.List,
            [SlsOperation.DeleteLogstore] = logstores.Delete,
            [SlsOperation.ListShards] = shards.List,
            [SlsOperation.SplitShard] = shards.Split,
            [SlsOperation.MergeShards] = shards.Merge,
            [SlsOperation.GetCursor] = shards.GetCursor,
            [SlsOperation.GetCursorTime] = shards.GetCursorTime,
            [SlsOperation.PullLogs] = pulls.Pull,
            [SlsOperation.PutLogs] = puts.Put,
            [SlsOperation.GetLogs] = queries.GetLogs,
            [SlsOperation.GetHistograms] = queries.GetHistograms,
            [SlsOperation.CreateConsumerGroup] = groups.Create,
            [SlsOperation.UpdateConsumerGroup] = groups.Update,
            [SlsOperation.DeleteConsumerGroup] = groups.Delete,
            [SlsOperation.ListConsumerGroup] = groups.List,
            [SlsOperation.HeartBeat] = groups.HeartBeat,
            [SlsOperation.GetCheckPoint] = checkpoints.Get,
            [SlsOperation.UpdateCheckPoint] = checkpoints.Update,
        };
    }

    public SlsAnswer Answer(SlsRequest request, Route route)
    {
        if (_operations.TryGetValue(route.Operation, out Func<SlsRequest, Route, SlsAnswer>? operation))
        {
            return operation(request, route);
        }

        string type = request.Query["type"] is { } text ? $"?type={text}" : "";
        throw EmulatorException.ParameterInvalid($"{request.Method} {request.Path}{type} is not an operation that the emulator supports");
    }
}
