using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class FunctionProcessTests
{
    [Theory]
    [InlineData("0", "9000")]
    [InlineData("", "0")]
    public async Task Function_DocumentedEventAndHeaders_DeliversTheRangeAndRespondsAsDocumented(string serverPort, string customListenPort)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(shards: 2);
        scene.Write(0, groups: 20);
        scene.Write(1, groups: 1);
        using FunctionProcess function = Start(scene, ("FC_SERVER_PORT", serverPort), ("FC_CUSTOM_LISTEN_PORT", customListenPort));
        Uri address = await function.ListeningAsync();
        Assert.NotEqual(9000, address.Port);

        EmulatorShard shard = scene.Logs.Shards[0];
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "/invoke"))
        {
            Content = new StringContent(
                $$"""
                {
                  "parameter": {"anything":"from the trigger's function configuration"},
                  "source": {
                    "endpoint": "{{scene.Sls.Endpoint.GetLeftPart(UriPartial.Authority)}}",
                    "projectName": "{{FunctionScene.Project}}",
                    "logstoreName": "{{FunctionScene.Logstore}}",
                    "shardId": {{shard.Id}},
                    "beginCursor": "{{shard.BeginCursor}}",
                    "endCursor": "{{shard.EndCursor}}"
                  },
                  "jobName": "fedad35f51a2a97b466da57fd71f315f539d2234",
                  "taskId": "9bc06c96-e364-4f41-85eb-b6e579214ae4",
                  "cursorTime": 1511429883
                }
                """,
                new MediaTypeHeaderValue("application/octet-stream")),
        };
        foreach ((string name, string value) in DocumentedHeaders)
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage answer = await scene.Client.SendAsync(request);

        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{text}\n{function.Output}");
        Assert.Equal("200", Assert.Single(answer.Headers.GetValues("x-fc-status")));
        Assert.Contains("100 delivered", text, StringComparison.Ordinal);
        Assert.Equal((100, 0), (scene.Ledger.CompleteUpTo(0), scene.Ledger.CompleteUpTo(1)));
        function.Terminate();
        Assert.Equal(0, await function.WaitForExitAsync());
        string[] invocation = [.. function.Output.Split('\n').SkipWhile(line => !line.StartsWith("FC Invoke", StringComparison.Ordinal))];
        Assert.Equal("FC Invoke Start RequestId: 5c2f7d3e", invocation[0]);
        Assert.Contains("FC Invoke End RequestId: 5c2f7d3e", invocation);
        Assert.DoesNotContain("Microsoft.AspNetCore", function.Output, StringComparison.Ordinal); // appsettings.json is there
    }

    [Fact]
    public async Task Function_FailedInvocation_LogsTheReasonOnceBetweenTheTwoLinesOfTheInvocation()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        using FunctionProcess function = Start(scene);
        scene.Client.BaseAddress = await function.ListeningAsync();

        Assert.Equal(404, (await scene.InvokeAsync("nonsense")).Status);
        Assert.Equal(200, (await scene.InvokeAsync(scene.Event())).Status);

        function.Terminate();
        Assert.Equal(0, await function.WaitForExitAsync());
        string[] lines = [.. function.Output.Split('\n').SkipWhile(line => !line.StartsWith("FC Invoke", StringComparison.Ordinal)).Take(3)];
        Assert.Equal("FC Invoke Start RequestId: request-7", lines[0]);
        Assert.Contains("Invocation request-7 failed", lines[1], StringComparison.Ordinal);
        Assert.Equal("FC Invoke End RequestId: request-7", lines[2]);
    }

    [Fact]
    public async Task Function_FrozenOverItsTimeLimit_FailsAndTheSameRangeIsRetried()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 5);
        using FunctionProcess function = Start(scene);
        FunctionTriggerOptions options = scene.TriggerOptions(await function.ListeningAsync(), TimeSpan.FromSeconds(2));
        FunctionTrigger trigger = scene.Trigger(options);

        function.Freeze();
        FunctionInvocation? frozen = await trigger.InvokeAsync(0);
        function.Thaw();
        Assert.False(frozen!.IsSuccess);
        Assert.False(trigger.IsCaughtUp);

        options.TimeLimit = TimeSpan.FromSeconds(60);
        FunctionInvocation? again = await trigger.InvokeAsync(0);
        Assert.True(again!.IsSuccess, $"{again}\n{function.Output}");
        Assert.Equal((frozen.BeginCursor, frozen.EndCursor), (again.BeginCursor, again.EndCursor));
        Assert.True(scene.Ledger.IsComplete, $"{scene.Ledger.Report()}\n{function.Output}");
    }

    [Theory]
    [InlineData("SYSLOG_PROTOCOL", "pigeon")]
    [InlineData("SLS_LISTEN_ADDRESS", "here")]
    public async Task Function_InvalidSettings_ExitsWithTwoAndNamesTheVariable(string name, string value)
    {
        using FunctionProcess function = new(("SYSLOG_HOST", "siem.corp"), (name, value));

        Assert.Equal(2, await function.WaitForExitAsync());
        Assert.Contains(name, function.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SlsSyslog:Source", function.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", function.Output, StringComparison.Ordinal);
    }

    // The headers of an event, as the documentation of the custom runtime lists them.
    private static readonly (string Name, string Value)[] DocumentedHeaders =
    [
        ("x-fc-request-id", "5c2f7d3e"),
        ("x-fc-access-key-id", "testak"),
        ("x-fc-access-key-secret", "testsk"),
        ("x-fc-function-name", "sls-to-siem"),
        ("x-fc-function-handler", "index.handler"),
        ("x-fc-function-memory", "512"),
        ("x-fc-function-timeout", "120"),
        ("x-fc-service-name", "service"),
        ("x-fc-region", "cn-shanghai"),
        ("x-fc-account-id", "1234567890123456"),
        ("x-fc-qualifier", "LATEST"),
        ("x-fc-version-id", "1"),
        ("x-fc-control-path", "/invoke"),
    ];

    private static FunctionProcess Start(FunctionScene scene, params ReadOnlySpan<(string Name, string Value)> variables) => new(
    [
        ("SYSLOG_HOST", "127.0.0.1"),
        ("SYSLOG_PORT", scene.Siem.Port.ToString(CultureInfo.InvariantCulture)),
        ("SYSLOG_PROTOCOL", "tcp"),
        .. variables,
    ]);
}
