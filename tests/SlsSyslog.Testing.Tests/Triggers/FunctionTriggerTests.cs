using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Testing.Tests;

/// <summary>The trigger's interval loop, by a manual clock, against a function with scripted answers.</summary>
public sealed class FunctionTriggerTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestTimeProvider _timeProvider = new();
    private readonly ConcurrentQueue<string> _events = [];
    private readonly CancellationTokenSource _stopping = new();
    private volatile string _answer = "200";
    private WebApplication? _function;
    private SlsEmulator? _sls;
    private EmulatorLogstore? _logs;
    private FunctionTrigger? _trigger;

    private EmulatorLogstore Logs => _logs!;

    private FunctionTrigger Trigger => _trigger!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _function = builder.Build();
        _function.Run(AnswerAsync);
        await _function.StartAsync();

        _sls = await SlsEmulator.StartAsync();
        _logs = _sls.CreateLogstore("test-project", "logs", shardCount: 2);
        _trigger = new FunctionTrigger(_logs, new FunctionTriggerOptions
        {
            Function = new Uri(_function.Urls.Single()),
            Endpoint = _sls.Endpoint,
            Interval = Interval,
            TimeLimit = 10 * Interval,
            TimeProvider = _timeProvider,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _trigger?.Dispose();
        await _sls!.DisposeAsync();
        await _function!.DisposeAsync();
        _stopping.Dispose();
    }

    [Fact]
    public async Task RunAsync_NewLogs_InvokesEachShardOncePerIntervalUntilStopped()
    {
        string begin = Logs.Shards[0].BeginCursor;
        string first = Append(0);
        Append(1);
        Task running = Trigger.RunAsync(_stopping.Token);
        await FiredAsync(2);

        string second = Append(0);
        _timeProvider.Advance(Interval);
        await FiredAsync(3);
        await _stopping.CancelAsync();
        await running.WaitAsync(Patience);

        Assert.Equal(
            [(begin, first), (first, second)],
            Trigger.Invocations.Where(i => i.Shard == 0).Select(i => (i.BeginCursor, i.EndCursor)));
        Assert.Single(Trigger.Invocations, i => i.Shard == 1);
        Assert.All(Trigger.Invocations, i => Assert.True(i.IsSuccess, i.ToString()));
        Assert.True(Trigger.IsCaughtUp);
        Assert.Equal(3, _events.Count);
    }

    [Theory]
    [InlineData("404")]
    [InlineData("200 without x-fc-status")]
    public async Task RunAsync_FunctionFails_InvokesTheSameRangeAgainBeforeTheNextOne(string failure)
    {
        string begin = Logs.Shards[0].BeginCursor;
        string first = Append(0);
        _answer = failure;
        Task running = Trigger.RunAsync(_stopping.Token);
        await FiredAsync(1);

        string second = Append(0);
        _answer = "200";
        _timeProvider.Advance(Interval);
        await FiredAsync(2);
        Assert.False(Trigger.IsCaughtUp);
        _timeProvider.Advance(Interval);
        await FiredAsync(3);
        await _stopping.CancelAsync();
        await running.WaitAsync(Patience);

        Assert.Equal(
            [(begin, first, false), (begin, first, true), (first, second, true)],
            Trigger.Invocations.Select(i => (i.BeginCursor, i.EndCursor, i.IsSuccess)));
        Assert.True(Trigger.IsCaughtUp);
    }

    [Fact]
    public async Task RunAsync_NoNewLogs_DoesNotInvoke()
    {
        Task running = Trigger.RunAsync(_stopping.Token);
        _timeProvider.Advance(Interval);
        Append(1);
        _timeProvider.Advance(Interval);
        await FiredAsync(1);
        await _stopping.CancelAsync();
        await running.WaitAsync(Patience);

        Assert.Equal(1, Assert.Single(Trigger.Invocations).Shard);
    }

    [Fact]
    public async Task RunAsync_StoppedDuringAnInvocation_CancelsItAndEnds()
    {
        Append(0);
        _answer = "none";
        Task running = Trigger.RunAsync(_stopping.Token);
        await UntilAsync(() => !_events.IsEmpty);

        await _stopping.CancelAsync();
        await running.WaitAsync(Patience);

        Assert.False(Trigger.IsCaughtUp);
    }

    private string Append(int shard)
    {
        Logs.Append(shard, new EmulatorLogGroup(new EmulatorLog(1_700_000_000, ("k", "v"))));
        return Logs.Shards.Single(candidate => candidate.Id == shard).EndCursor;
    }

    private Task FiredAsync(int count) => UntilAsync(() => Trigger.Invocations.Count >= count);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader body = new(context.Request.Body);
        _events.Enqueue(await body.ReadToEndAsync(context.RequestAborted));
        switch (_answer)
        {
            case "none":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "404":
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                context.Response.Headers["x-fc-status"] = "404";
                break;
            case "200":
                context.Response.Headers["x-fc-status"] = "200";
                break;
            default:
                break;
        }
    }
}
