namespace SlsSyslog.Testing;

/// <summary>Adds a fault that is described in JSON.</summary>
internal static class AdminFault
{
    public static InjectedFault Add(FaultScript faults, JsonBody body)
    {
        FaultBuilder builder = faults.On([.. body.Texts("operations").Select(ParseOperation)]);
        builder = body.FindText("logstore") is { } logstore ? builder.InLogstore(logstore) : builder;
        builder = body.FindInteger("shard") is { } shard ? builder.InShard(shard) : builder;
        builder = body.FindText("consumer") is { } consumer ? builder.OfConsumer(consumer) : builder;
        builder = FindPositive(body, "times") is { } times ? builder.Times(times) : builder;
        builder = FindPositive(body, "skip") is { } skip ? builder.Skip(skip) : builder;
        builder = FindPositive(body, "every") is { } every ? builder.Every(every) : builder;
        builder = FindSeconds(body, "forSeconds") is { } duration ? builder.During(duration) : builder;
        return Finish(builder, body);
    }

    private static InjectedFault Finish(FaultBuilder builder, JsonBody body) => body.RequireText("fault") switch
    {
        "answer" => builder.Answer(
            body.RequireInteger("status"), body.RequireText("code"), body.FindText("message") ?? "injected over the admin endpoint"),
        "html" => builder.AnswerHtml(body.FindInteger("status") ?? 502),
        "reset-before" => builder.ResetBefore(),
        "reset-in-body" => builder.ResetInBody(),
        "reset-after" => builder.ResetAfter(),
        "delay" => builder.Delay(FindSeconds(body, "seconds") ?? TimeSpan.FromSeconds(1)),
        "hang" => builder.Hang(),
        "slow" => builder.SendSlowly(FindPositive(body, "bytesPerSecond") ?? 1024),
        "truncate" => builder.Truncate(FindPositive(body, "bytes") ?? 10),
        "corrupt" => builder.Corrupt(),
        "raw-size" => builder.WrongRawSize(body.FindInteger("difference") ?? 1),
        "empty-cursor" => builder.EmptyCursor(),
        var name => throw EmulatorException.ParameterInvalid($"{name} is not a valid fault"),
    };

    private static SlsOperation ParseOperation(string name) =>
        Enum.TryParse<SlsOperation>(name, ignoreCase: true, out SlsOperation operation) && Enum.IsDefined(operation)
            ? operation
            : throw EmulatorException.ParameterInvalid($"{name} is not a valid operation");

    private static int? FindPositive(JsonBody body, string name)
    {
        int? value = body.FindInteger(name);
        return value is null or > 0 ? value : throw EmulatorException.ParameterInvalid($"{name} must be positive");
    }

    private static TimeSpan? FindSeconds(JsonBody body, string name) => body.FindNumber(name) switch
    {
        null => null,
        > 0 and < 1e6 and var seconds => TimeSpan.FromSeconds(seconds),
        _ => throw EmulatorException.ParameterInvalid($"{name} must be a positive number of seconds"),
    };
}
