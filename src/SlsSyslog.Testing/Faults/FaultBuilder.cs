namespace SlsSyslog.Testing;

/// <summary>Specifies which requests a fault applies to, all by default until it is removed, and with the last call its effect.</summary>
public sealed class FaultBuilder
{
    private const int CorruptBytes = 24;
    private readonly FaultScript _script;
    private readonly FaultCondition _condition;

    internal FaultBuilder(FaultScript script, FaultCondition condition)
    {
        _script = script;
        _condition = condition;
    }

    /// <summary>Restricts the fault to requests for one logstore.</summary>
    /// <param name="logstore">The logstore.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder InLogstore(string logstore) => With(_condition with { Logstore = logstore });

    /// <summary>Restricts the fault to requests for one shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder InShard(int shard) => With(_condition with { Shard = shard });

    /// <summary>Restricts the fault to the heartbeats and checkpoints of one consumer.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder OfConsumer(string consumer) => With(_condition with { Consumer = consumer });

    /// <summary>Limits the number of requests that the fault applies to.</summary>
    /// <param name="count">The number of requests.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder Times(int count) => With(_condition with { Times = Positive(count) });

    /// <summary>Skips the first matching requests.</summary>
    /// <param name="count">The number of requests to skip.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder Skip(int count) => With(_condition with { Skip = Positive(count) });

    /// <summary>Restricts the fault to one of every <paramref name="count"/> matching requests, starting with the first.</summary>
    /// <param name="count">The interval. 2 applies to every other request.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder Every(int count) => With(_condition with { Every = Positive(count) });

    /// <summary>Limits the time that the fault is active, starting now, by the emulator's clock.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>The builder.</returns>
    public FaultBuilder During(TimeSpan duration) => With(_condition with { Duration = duration });

    /// <summary>Responds with an error. The operation does not run.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The SLS error code.</param>
    /// <param name="message">The message. The default is a general text.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault Answer(int status, string code, string message = "injected by the test") =>
        Add(new FaultPlan { Name = "answer", Instead = () => SlsAnswer.Error(status, code, message) });

    /// <summary>Responds with an HTML page, as a proxy does. The operation does not run.</summary>
    /// <param name="status">The HTTP status: 502, or 200 for a misconfigured proxy.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault AnswerHtml(int status) => Add(new FaultPlan
    {
        Name = "html",
        Instead = () => new SlsAnswer(status, "<html><body><h1>Bad Gateway</h1></body></html>"u8.ToArray(), "text/html"),
    });

    /// <summary>Resets the connection. The operation does not run.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault ResetBefore() => Add(new FaultPlan { Name = "reset-before", Reset = FaultReset.Before });

    /// <summary>Resets the connection after half of the response's body.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault ResetInBody() => Add(new FaultPlan { Name = "reset-in-body", Reset = FaultReset.InBody });

    /// <summary>Runs the operation and resets the connection instead of responding.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault ResetAfter() => Add(new FaultPlan { Name = "reset-after", Reset = FaultReset.After });

    /// <summary>Runs the operation after a delay by the emulator's clock.</summary>
    /// <param name="delay">The delay.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault Delay(TimeSpan delay) => Add(new FaultPlan { Name = "delay", Delay = delay });

    /// <summary>Holds the request until the fault is removed or the client cancels, then runs the operation.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault Hang() => Add(new FaultPlan { Name = "hang", Hangs = true });

    /// <summary>Sends the body slowly.</summary>
    /// <param name="bytesPerSecond">The rate.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault SendSlowly(int bytesPerSecond) => Add(new FaultPlan { Name = "slow", BytesPerSecond = Positive(bytesPerSecond) });

    /// <summary>Truncates the body. The response itself is complete, with the shorter length.</summary>
    /// <param name="bytes">The number of missing bytes.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault Truncate(int bytes = 10) => Add(new FaultPlan
    {
        Name = "truncate",
        Change = answer => answer with { Body = answer.Body[..Math.Max(0, answer.Body.Length - Positive(bytes))] },
    });

    /// <summary>Overwrites the start of the body, so that it is not a valid block or message.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault Corrupt() => Add(new FaultPlan { Name = "corrupt", Change = Overwrite });

    /// <summary>Reports an incorrect size of the uncompressed body.</summary>
    /// <param name="difference">The difference to the correct size. It can be negative.</param>
    /// <returns>The active fault.</returns>
    public InjectedFault WrongRawSize(int difference) => Add(new FaultPlan
    {
        Name = "raw-size",
        Change = answer => Replace(answer, "x-log-bodyrawsize", value =>
            (long.Parse(value, CultureInfo.InvariantCulture) + difference).ToString(CultureInfo.InvariantCulture)),
    });

    /// <summary>Responds to a pull with an empty next cursor.</summary>
    /// <returns>The active fault.</returns>
    public InjectedFault EmptyCursor() =>
        Add(new FaultPlan { Name = "empty-cursor", Change = answer => Replace(answer, "x-log-cursor", _ => "") });

    private InjectedFault Add(FaultPlan plan) => _script.Add(_condition, plan);

    private FaultBuilder With(FaultCondition condition) => new(_script, condition);

    private static int Positive(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count;
    }

    private static SlsAnswer Overwrite(SlsAnswer answer)
    {
        byte[] body = answer.Body.ToArray();
        body.AsSpan(0, Math.Min(CorruptBytes, body.Length)).Fill(0xFF);
        return answer with { Body = body };
    }

    private static SlsAnswer Replace(SlsAnswer answer, string name, Func<string, string> change) => answer with
    {
        Headers = [.. answer.Headers.Select(header => header.Key == name ? KeyValuePair.Create(name, change(header.Value)) : header)],
    };
}
