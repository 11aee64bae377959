using System.Globalization;

namespace SlsSyslog.Testing;

/// <summary>Says which requests a fault strikes and, with its last call, what happens to them. Without limits it strikes all, until removed.</summary>
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

    /// <summary>Strikes requests for one logstore only.</summary>
    /// <param name="logstore">The logstore.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder InLogstore(string logstore) => With(_condition with { Logstore = logstore });

    /// <summary>Strikes requests for one shard only.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder InShard(int shard) => With(_condition with { Shard = shard });

    /// <summary>Strikes requests of one consumer only: heartbeats and checkpoints.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder OfConsumer(string consumer) => With(_condition with { Consumer = consumer });

    /// <summary>Strikes that often and then no more.</summary>
    /// <param name="count">How often.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder Times(int count) => With(_condition with { Times = Positive(count) });

    /// <summary>Lets some matching requests pass first.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder Skip(int count) => With(_condition with { Skip = Positive(count) });

    /// <summary>Strikes the first of every so many matching requests.</summary>
    /// <param name="count">2 strikes every other one.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder Every(int count) => With(_condition with { Every = Positive(count) });

    /// <summary>Strikes for a while from now on, by the emulator's clock.</summary>
    /// <param name="duration">How long.</param>
    /// <returns>The builder to go on with.</returns>
    public FaultBuilder During(TimeSpan duration) => With(_condition with { Duration = duration });

    /// <summary>Answers with an error; the operation is not done.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The SLS error code.</param>
    /// <param name="message">The text; something general when left out.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault Answer(int status, string code, string message = "injected by the test") =>
        Add(new FaultPlan { Name = "answer", Instead = () => SlsAnswer.Error(status, code, message) });

    /// <summary>Answers with a page of HTML, as a proxy does; the operation is not done.</summary>
    /// <param name="status">The HTTP status: 502, or 200 for a proxy that lies.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault AnswerHtml(int status) => Add(new FaultPlan
    {
        Name = "html",
        Instead = () => new SlsAnswer(status, "<html><body><h1>Bad Gateway</h1></body></html>"u8.ToArray(), "text/html"),
    });

    /// <summary>Resets the connection; the operation is not done.</summary>
    /// <returns>The fault, in force.</returns>
    public InjectedFault ResetBefore() => Add(new FaultPlan { Name = "reset-before", Reset = FaultReset.Before });

    /// <summary>Resets the connection after half of the answer's body.</summary>
    /// <returns>The fault, in force.</returns>
    public InjectedFault ResetInBody() => Add(new FaultPlan { Name = "reset-in-body", Reset = FaultReset.InBody });

    /// <summary>Does the operation and resets the connection instead of answering.</summary>
    /// <returns>The fault, in force.</returns>
    public InjectedFault ResetAfter() => Add(new FaultPlan { Name = "reset-after", Reset = FaultReset.After });

    /// <summary>Does the operation after a delay by the emulator's clock.</summary>
    /// <param name="delay">How long.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault Delay(TimeSpan delay) => Add(new FaultPlan { Name = "delay", Delay = delay });

    /// <summary>Does not answer until the fault is removed or the client gives up; then the operation is done.</summary>
    /// <returns>The fault, in force.</returns>
    public InjectedFault Hang() => Add(new FaultPlan { Name = "hang", Hangs = true });

    /// <summary>Sends the body slowly.</summary>
    /// <param name="bytesPerSecond">How fast.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault SendSlowly(int bytesPerSecond) => Add(new FaultPlan { Name = "slow", BytesPerSecond = Positive(bytesPerSecond) });

    /// <summary>Cuts the end of the body off, in a complete answer of that shorter length.</summary>
    /// <param name="bytes">How many bytes are missing.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault Truncate(int bytes = 10) => Add(new FaultPlan
    {
        Name = "truncate",
        Change = answer => answer with { Body = answer.Body[..Math.Max(0, answer.Body.Length - Positive(bytes))] },
    });

    /// <summary>Overwrites the beginning of the body, so that nothing can take it for a block or a message.</summary>
    /// <returns>The fault, in force.</returns>
    public InjectedFault Corrupt() => Add(new FaultPlan { Name = "corrupt", Change = Overwrite });

    /// <summary>Announces a wrong size of the raw body.</summary>
    /// <param name="difference">How much too large, or with a minus too small.</param>
    /// <returns>The fault, in force.</returns>
    public InjectedFault WrongRawSize(int difference) => Add(new FaultPlan
    {
        Name = "raw-size",
        Change = answer => Replace(answer, "x-log-bodyrawsize", value =>
            (long.Parse(value, CultureInfo.InvariantCulture) + difference).ToString(CultureInfo.InvariantCulture)),
    });

    /// <summary>Answers a pull with an empty next cursor.</summary>
    /// <returns>The fault, in force.</returns>
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
