using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore.Tests;

public sealed class HealthEndpointTests
{
    private const string Secret = "Password=hunter2";

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health")]
    public async Task Get_HealthyRoute_Returns200WithJson(string path)
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        using HttpResponseMessage response = await scene.SendAsync(path);
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Healthy", json.RootElement.GetProperty("status").GetString());
        Assert.Empty(json.RootElement.GetProperty("reasons").EnumerateArray());
    }

    [Fact]
    public async Task Get_LiveOfAStalledLoop_Returns503WithTheReason()
    {
        RouteStatus stalled = StatusExamples.Running with { HeartbeatAttemptAge = TimeSpan.FromMinutes(4) };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(stalled));

        (HttpStatusCode status, string body) = await scene.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("No heartbeat was tried for 4 min (limit: 3 min).", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ReadyOfAnUnregisteredRoute_Returns503UntilItIsRegistered()
    {
        RouteStatus starting = StatusExamples.Running with { State = RouteState.Starting, IsRegistered = false };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(starting));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.GetAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);

        scene.Set(StatusExamples.Of(StatusExamples.Running));
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Get_OutageOfTheSiem_LeavesLiveAndReadyHealthy()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Waiting));

        (HttpStatusCode status, string body) = await scene.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("200,000 unconfirmed records was received by SLS 18 min 18 s ago (limit: 15 min).", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Get_OutageOfSls_LeavesLiveAndReadyHealthy()
    {
        RouteStatus silent = StatusExamples.Running with { HeartbeatAge = TimeSpan.FromHours(2), AreCredentialsRejected = true };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(silent));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.GetAsync("/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Get_DegradedHealth_Returns200()
    {
        RouteStatus degraded = StatusExamples.Running with { UnownedShards = ["actiontrail/9"] };
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(degraded));

        (HttpStatusCode status, string body) = await scene.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"status\":\"Degraded\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_CheckOfTheApplication_IsPartOfTheHealthAndHidesItsException()
    {
        await using WebScene scene = await WebScene.StartAsync(
            StatusExamples.Of(StatusExamples.Running),
            compose: services => services.AddHealthChecks().AddCheck("database", () => throw new InvalidOperationException(Secret)));

        (HttpStatusCode status, string body) = await scene.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("database", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Get_CheckOfTheApplicationHangs_Returns503AfterTenSecondsAndProbesRespond()
    {
        HangingCheck check = new();
        await using WebScene scene = await WebScene.StartAsync(
            StatusExamples.Of(StatusExamples.Running), compose: services => services.AddHealthChecks().AddCheck("database", check));

        Task<(HttpStatusCode Status, string Body)> health = scene.GetAsync("/health");
        await check.Entered.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/health/live")).Status);
        Assert.False(health.IsCompleted);

        scene.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await health.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken)).Status);
        check.Exit.SetResult();
    }

    [Fact]
    public async Task Get_StatusCannotBeRead_Returns503WithoutTheException()
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));
        scene.Status.OnRead = () => throw new InvalidOperationException(Secret);

        (HttpStatusCode status, string body) = await scene.GetAsync("/status");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
    }

    private sealed class HangingCheck : IHealthCheck
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Exit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Entered.TrySetResult();
            await Exit.Task;
            return HealthCheckResult.Healthy();
        }
    }
}
