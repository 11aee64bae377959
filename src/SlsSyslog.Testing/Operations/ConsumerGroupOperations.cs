using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Implements CreateConsumerGroup, UpdateConsumerGroup, DeleteConsumerGroup, ListConsumerGroup and HeartBeat.</summary>
internal sealed class ConsumerGroupOperations(AccountStore account)
{
    private const string JsonInvalid = "JsonInfoInvalid";

    public SlsAnswer Create(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, JsonInvalid);
        string name = body.RequireText("consumerGroup");
        EmulatorException.ThrowIf(name.Length == 0, 400, JsonInvalid, "consumerGroup is empty");
        logstore.CreateConsumerGroup(name, CheckTimeout(body.RequireInteger("timeout")), body.FindBoolean("order") ?? false);
        return SlsAnswer.Empty();
    }

    public SlsAnswer Update(SlsRequest request, Route route)
    {
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        Find(logstore, route.Group);
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Object, JsonInvalid);
        TimeSpan? timeout = body.FindInteger("timeout") is { } seconds ? CheckTimeout(seconds) : (TimeSpan?)null;
        bool? order = body.FindBoolean("order");
        EmulatorException.ThrowIf(timeout is null && order is null, 400, JsonInvalid, "neither timeout nor order is specified");
        logstore.UpdateConsumerGroup(route.Group, timeout, order);
        return SlsAnswer.Empty();
    }

    public SlsAnswer Delete(SlsRequest request, Route route) =>
        account.FindLogstore(route.Project, route.Logstore).DeleteConsumerGroup(route.Group)
            ? SlsAnswer.Empty()
            : throw EmulatorException.ConsumerGroupNotExist();

    public SlsAnswer List(SlsRequest request, Route route) =>
        SlsAnswer.Json(new JsonArray([.. account.FindLogstore(route.Project, route.Logstore).ConsumerGroups.Select(group => new JsonObject
        {
            ["name"] = group.Name,
            ["timeout"] = (int)group.Timeout.TotalSeconds,
            ["order"] = group.InOrder,
        })]));

    public SlsAnswer HeartBeat(SlsRequest request, Route route)
    {
        EmulatorConsumerGroup group = Find(account.FindLogstore(route.Project, route.Logstore), route.Group);
        string consumer = request.Query["consumer"] is { Length: > 0 } name ? name : throw EmulatorException.ParameterInvalid("consumer is missing");
        using JsonBody body = JsonBody.Parse(request, JsonValueKind.Array, JsonInvalid);
        return SlsAnswer.Json(new JsonArray([.. group.HeartBeat(consumer, body.Integers())]));
    }

    public static EmulatorConsumerGroup Find(EmulatorLogstore logstore, string name) =>
        logstore.FindConsumerGroup(name) ?? throw EmulatorException.ConsumerGroupNotExist();

    private static TimeSpan CheckTimeout(int seconds) => seconds > 0
        ? TimeSpan.FromSeconds(seconds)
        : throw new EmulatorException(400, JsonInvalid, $"timeout {seconds} is not a positive number of seconds");
}
