using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>Failures for which the policy stops a shard or the host, in the whole pipeline.</summary>
public sealed class FailureStopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(FailureAction.Skip)]
    [InlineData(FailureAction.StopShard)]
    [InlineData(FailureAction.StopHost)]
    public async Task Host_LogsExpiredBeforeTheyWereRead_FollowsThePolicy(FailureAction action)
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        string checkpoint = logs.Shards[0].BeginCursor;
        TestHost.Append(logs, from: 0, count: 7);
        logs.Trim(0, logs.Shards[0].EndCursor);
        TestHost.Append(logs, from: 7, count: 3);
        EmulatorConsumerGroup group = logs.CreateConsumerGroup("siem", TimeSpan.FromSeconds(10));
        group.SetCheckpoint(0, checkpoint);
        MemoryTransport transport = new();
        using IHost host = Build(sls, transport, failures => failures.CursorExpired = action);

        await host.StartAsync();

        if (action == FailureAction.Skip)
        {
            await Eventually.TrueAsync(() => transport.Messages.Length == 4);
            Assert.Contains(transport.Messages, message => message.Contains("__slssyslog_gap__=true", StringComparison.Ordinal));
        }
        else
        {
            await AssertStoppedAsync(host, action, "Logs of shard logs/0 expired before they were read.");
            Assert.Empty(transport.Messages);
            Assert.Equal(checkpoint, group.Checkpoints.Single().Cursor);
        }

        await host.StopAsync();
    }

    [Fact]
    public async Task Host_FilterThrowsAndThePolicyIsStopHost_DrainsTheOtherRoutesAndStops()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        MemoryTransport transport = new();
        TestHost.Append(logs, from: 0, count: 10);
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("other", route => route.Read(sls, "other").ToTransport(_ => transport))
            .AddRoute("siem", route => route.Read(sls, "siem")
                .Filter(_ => throw new InvalidOperationException("no filter"))
                .OnFailure(failures => failures.Filter = FailureAction.StopHost)
                .ToTransport(_ => new MemoryTransport())));

        await host.StartAsync();
        await AssertStoppedAsync(host, FailureAction.StopHost, "no filter");
        await host.StopAsync();

        Assert.Equal(transport.Messages.Length == 10, logs.FindConsumerGroup("other")?.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor);
        Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("siem")!.Checkpoints.Single().Cursor);
    }

    [Fact]
    public async Task Host_TwoShardsFailAndThePolicyIsStopHost_LogsItOnce()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = sls.CreateLogstore("test-project", "logs", shardCount: 2);
        LogLinesProvider lines = new();
        using Barrier both = new(2);
        using IHost host = TestHost.Build(builder =>
        {
            builder.Services.AddSingleton<ILoggerProvider>(lines);
            builder.UseDeadLetterHandler<MemoryDeadLetters>().AddRoute("siem", route => route.Read(sls, "siem")
                .Filter(_ =>
                {
                    // Both shards have read when the first one fails.
                    Assert.True(both.SignalAndWait(Limit));
                    throw new InvalidOperationException("no filter");
                })
                .OnFailure(failures => failures.Filter = FailureAction.StopHost)
                .ToTransport(_ => new MemoryTransport()));
        });
        for (int shard = 0; shard < 2; shard++)
        {
            logs.Append(shard, new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", "1"))));
        }

        await host.StartAsync();
        await AssertStoppedAsync(host, FailureAction.StopHost, "no filter");
        await host.StopAsync();

        Assert.Equal(1, both.CurrentPhaseNumber);
        Assert.Single(lines.Log.Lines, line => line.Id == 325);
    }

    [Fact]
    public async Task Host_CredentialsAreRejectedAndThePolicyIsStopHost_Stops()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        TestHost.CreateLogstore(sls);
        using IHost host = TestHost.Build(builder => builder
            .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "wrong")))
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("siem", route => route.Read(sls, "siem")
                .OnFailure(failures => failures.Credentials = FailureAction.StopHost)
                .ToTransport(_ => new MemoryTransport())));

        await host.StartAsync();

        await AssertStoppedAsync(host, FailureAction.StopHost, "SLS rejects the access key or its permissions.");
        await host.StopAsync();
    }

    private static IHost Build(SlsEmulator sls, MemoryTransport transport, Action<FailureOptions> configure) => TestHost.Build(builder => builder
        .UseDeadLetterHandler<MemoryDeadLetters>()
        .AddRoute("siem", route => route.Read(sls, "siem").OnFailure(configure).ToTransport(_ => transport)));

    private static async Task AssertStoppedAsync(IHost host, FailureAction action, string reason)
    {
        CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        ISlsSyslogStatus status = host.Services.GetRequiredService<ISlsSyslogStatus>();
        await Eventually.TrueAsync(() => LastErrorOf(status)?.Contains(reason, StringComparison.Ordinal) == true, deadline: Limit);
        await Eventually.TrueAsync(() => stopping.IsCancellationRequested == (action == FailureAction.StopHost), deadline: Limit);
        Assert.Equal(action == FailureAction.StopHost, host.Services.GetRequiredService<IForwardingResult>().HasFailed);
    }

    private static string? LastErrorOf(ISlsSyslogStatus status) => status.GetStatus().Routes.Single(route => route.Name == "siem").LastError?.Message;
}
