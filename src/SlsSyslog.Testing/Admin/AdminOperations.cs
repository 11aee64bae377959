using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>
/// Provides what the service does not have and a test in another process needs: more logs, faults, evictions, trims, access keys and the
/// clock, below <c>/_emulator</c>. Requests need no signature: the emulator listens on loopback only.
/// </summary>
internal sealed class AdminOperations(EmulatorServices services, AccountStore account, FaultScript faults)
{
    private const string Root = "_emulator";
    private const string Invalid = "ParameterInvalid";

    public static bool IsFor(SlsRequest request) =>
        request.RawPath == "/" + Root || request.RawPath.StartsWith($"/{Root}/", StringComparison.Ordinal);

    public SlsAnswer Answer(SlsRequest request) => (request.Method, string.Join('/', request.Segments.Skip(1))) switch
    {
        ("GET", "") => AdminState.Describe(services, account),
        ("GET", "faults") => ListFaults(),
        ("POST", "faults") => AddFault(request),
        ("DELETE", "faults") => ClearFaults(),
        ("POST", "evict") => Evict(request),
        ("POST", "trim") => Trim(request),
        ("POST", "delete-shard") => DeleteShard(request),
        ("POST", "clock") => SetClock(request),
        ("POST", "access-keys") => AddAccessKey(request),
        ("POST", "logs") => AppendLogs(request),
        _ => throw EmulatorException.ParameterInvalid($"{request.Method} {request.RawPath} is not an admin operation. See docs/emulator.md."),
    };

    private SlsAnswer ListFaults() =>
        SlsAnswer.Json(new JsonArray([.. faults.Active.Select(fault => new JsonObject { ["fault"] = fault.Plan.Name, ["hits"] = fault.Hits })]));

    private SlsAnswer AddFault(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        AdminFault.Add(faults, body);
        return SlsAnswer.Empty();
    }

    private SlsAnswer ClearFaults()
    {
        faults.Clear();
        return SlsAnswer.Empty();
    }

    private SlsAnswer Evict(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        EmulatorConsumerGroup group = ConsumerGroupOperations.Find(FindLogstore(body), body.RequireText("consumerGroup"));
        return Done(group.Evict(body.RequireText("consumer")), "there is no such consumer");
    }

    private SlsAnswer Trim(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        EmulatorLogstore logstore = FindLogstore(body);
        int id = body.RequireInteger("shard");
        EmulatorShard shard = logstore.Shards.FirstOrDefault(candidate => candidate.Id == id) ?? throw EmulatorException.ShardNotExist(id);
        logstore.Trim(id, body.FindText("cursor") ?? shard.EndCursor);
        return SlsAnswer.Empty();
    }

    private SlsAnswer DeleteShard(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        return Done(FindLogstore(body).DeleteShard(body.RequireInteger("shard")), "there is no such shard");
    }

    private SlsAnswer SetClock(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        services.Clock.Offset = TimeSpan.FromSeconds(body.RequireInteger("offsetSeconds"));
        return SlsAnswer.Empty();
    }

    private SlsAnswer AddAccessKey(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        string? token = body.FindText("token");
        DateTimeOffset expires = services.Clock.GetUtcNow().AddSeconds(body.FindInteger("expiresInSeconds") ?? 3600);
        account.AddKey(new AccessKey(body.RequireText("id"), body.RequireText("secret"), token, token is null ? null : expires));
        return SlsAnswer.Empty();
    }

    private SlsAnswer AppendLogs(SlsRequest request)
    {
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, Invalid);
        AdminLogs.Append(FindLogstore(body), services.Clock, body);
        return SlsAnswer.Empty();
    }

    private EmulatorLogstore FindLogstore(JsonBody body) => account.FindLogstore(body.RequireText("project"), body.RequireText("logstore"));

    private static SlsAnswer Done(bool isDone, string otherwise) => isDone ? SlsAnswer.Empty() : throw EmulatorException.ParameterInvalid(otherwise);
}
