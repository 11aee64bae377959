using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>Runs the whole pipeline with one source and three destinations.</summary>
public sealed class SeveralDestinationsTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Host_ThreeDestinationsWithRules_EachReceivesItsRecordsInItsFormatAndIsCounted()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer all = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer seven = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer json = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        TestHost.Append(logs, from: 0, count: 300);
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "audit")
                .AddDestination("all", To(all))
                .AddDestination("seven", To(seven, destination => destination.When = RecordRule.Parse("""{"field": "n", "equals": "7"}""")))
                .AddDestination("json", To(json, destination => destination.Message = new() { Body = new JsonOptions() }))));

        await host.StartAsync();
        await WaitUntilCommittedAsync(logs, "audit");
        IReadOnlyList<RouteStatus> status = host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("audit").GetStatus();
        await host.StopAsync();

        Assert.Equal(300, all.Messages.Count);
        Assert.Contains("||n=7", Assert.Single(seven.Messages).Text, StringComparison.Ordinal);
        Assert.Equal(300, json.Messages.Count(message => message.Text.Contains("\"n\":", StringComparison.Ordinal)));
        Assert.Equal(["audit/all", "audit/json", "audit/seven"], status.Select(branch => branch.Name));
        Assert.Equal([(300, 300, 0), (300, 300, 0), (300, 1, 299)], status.Select(CountsOf));
    }

    [Fact]
    public async Task Host_DestinationIsBackAfterAnOutage_ReceivesEverythingAndTheOthersDidNotWait()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer steady = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer down = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        down.Refuse();
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "audit").AddDestination("steady", To(steady)).AddDestination("down", To(down))));
        await host.StartAsync();
        TestHost.Append(logs, from: 0, count: 500);

        await steady.WaitForAsync(500, Limit);
        Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("audit")!.Checkpoints.Single().Cursor);
        down.Accept();
        await WaitUntilCommittedAsync(logs, "audit");
        await host.StopAsync();

        Assert.Equal(500, steady.Messages.Count);
        Assert.Equal(500, down.Messages.Select(message => message.Text).Distinct().Count());
    }

    [Fact]
    public async Task Host_OptionalDestinationIsNotAvailableAfterAllAttempts_OnlyThatOneEndsAndTheHostRuns()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer steady = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer down = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        down.Refuse();
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "audit")
                .AddDestination("steady", To(steady))
                .AddDestination("down", To(down, destination =>
                {
                    destination.Required = false;
                    ((TcpTransportOptions)destination.Destination.Transport!).GiveUpAfterAttempts = 3;
                }))));
        await host.StartAsync();
        TestHost.Append(logs, from: 0, count: 500);
        ISlsSyslogRoute route = host.Services.GetRequiredKeyedService<ISlsSyslogRoute>("audit");

        await Eventually.TrueAsync(() => route.GetStatus()[0].Shards.Any(shard => shard.Blocked is not null));
        TestHost.Append(logs, from: 500, count: 100);
        await steady.WaitForAsync(600, Limit);
        await WaitUntilCommittedAsync(logs, "audit");

        RouteStatus ended = route.GetStatus()[0];
        Assert.Contains("No server was available", Assert.Single(ended.Shards).Blocked!.Message, StringComparison.Ordinal);
        Assert.Equal(RouteState.Running, ended.State);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
        IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
        Assert.Equal((false, 0), (result.HasFailed, result.UndeliveredShards));
    }

    [Fact]
    public async Task Host_ThreeDestinationsInStep_PullAboutOnce()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = 64 * 1024 });
        SyslogCaptureOptions options = new() { KeepMessages = false };
        await using SyslogCaptureServer one = await SyslogCaptureServer.StartAsync(options);
        await using SyslogCaptureServer two = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { KeepMessages = false });
        await using SyslogCaptureServer three = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { KeepMessages = false });
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        AppendBlocks(logs, 100);
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "audit")
                .AddDestination("one", To(one)).AddDestination("two", To(two)).AddDestination("three", To(three))));

        await host.StartAsync();
        await WaitUntilCommittedAsync(logs, "audit");
        await host.StopAsync();

        long bytes = 100 * 100 * 500L;
        Assert.InRange(sls.Counts.RawBytesServed, bytes, bytes * 2);
    }

    // The time depends on what else the machine does, so it is reported and not compared. For a measurement, SLSSYSLOG_PACE_ROUNDS sets the number
    // of rounds, and each has ten times as many records.
    [Fact]
    public async Task Host_OneOfThreeDestinationsIsDead_TheOthersAreNotHeld()
    {
        bool isMeasured = int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_PACE_ROUNDS"), CultureInfo.InvariantCulture, out int rounds);
        for (int round = 0; round < (isMeasured ? rounds : 1); round++)
        {
            int blocks = isMeasured ? 4000 : 400;
            TimeSpan healthy = await MeasureAsync(blocks, isThirdDead: false);
            TimeSpan degraded = await MeasureAsync(blocks, isThirdDead: true);
            output.WriteLine($"two of three: {healthy.TotalMilliseconds:F0} ms; third is dead: {degraded.TotalMilliseconds:F0} ms");
        }
    }

    private static async Task<TimeSpan> MeasureAsync(int blocks, bool isThirdDead)
    {
        // Small responses would be paced by the interval between polls.
        int records = 100 * blocks;
        await using SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = 5_000_000 });
        SyslogCaptureServer[] servers = new SyslogCaptureServer[3];
        for (int i = 0; i < servers.Length; i++)
        {
            servers[i] = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { KeepMessages = false });
        }

        if (isThirdDead)
        {
            servers[2].Refuse();
        }

        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        AppendBlocks(logs, blocks);
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("audit", route => route.Read(sls, "audit")
                .AddDestination("one", To(servers[0])).AddDestination("two", To(servers[1])).AddDestination("three", To(servers[2]))));
        long started = Stopwatch.GetTimestamp();
        await host.StartAsync();
        await Task.WhenAll(servers[0].WaitForAsync(records, Limit), servers[1].WaitForAsync(records, Limit));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        await host.StopAsync();
        foreach (SyslogCaptureServer server in servers)
        {
            await server.DisposeAsync();
        }

        return elapsed;
    }

    private static void AppendBlocks(EmulatorLogstore logs, int blocks)
    {
        string filler = new('x', 480);
        for (int block = 0; block < blocks; block++)
        {
            logs.Append(0, new EmulatorLogGroup([.. Enumerable.Range(0, 100).Select(n =>
                new EmulatorLog(1_768_464_550, ("n", $"{block}-{n}"), ("filler", filler)))]));
        }
    }

    private static Action<RouteDestinationOptions> To(SyslogCaptureServer server, Action<RouteDestinationOptions>? configure = null) =>
        destination =>
        {
            destination.Destination.Transport = new TcpTransportOptions
            {
                Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", server.Port)],
                SettleWindow = TimeSpan.FromMilliseconds(100),
                ReconnectDelay = TimeSpan.FromMilliseconds(20),
                MaxReconnectDelay = TimeSpan.FromMilliseconds(100),
            };
            configure?.Invoke(destination);
        };

    private static (long Read, long Delivered, long Filtered) CountsOf(RouteStatus status) =>
        (status.Totals.Read, status.Totals.Delivered, status.Totals.Filtered);

    private static Task WaitUntilCommittedAsync(EmulatorLogstore logs, string group) => Eventually.TrueAsync(
        () => logs.FindConsumerGroup(group)?.Checkpoints.SingleOrDefault()?.Cursor == logs.Shards[0].EndCursor, deadline: Limit);
}
