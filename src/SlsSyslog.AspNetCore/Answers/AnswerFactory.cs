using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore;

/// <summary>Creates the answers of all paths.</summary>
internal sealed class AnswerFactory(HealthCheckService healthChecks, ISlsSyslogStatus status, StatusHistory history)
{
    private static readonly Task<Answer> Page = Task.FromResult(StatusPage.Answer);

    public static Task<Answer> GetPageAsync(CancellationToken cancellationToken) => Page;

    public Task<Answer> GetLiveAsync(CancellationToken cancellationToken) =>
        GetHealthAsync(SlsSyslogHealthChecksBuilderExtensions.LiveTag, cancellationToken);

    public Task<Answer> GetReadyAsync(CancellationToken cancellationToken) =>
        GetHealthAsync(SlsSyslogHealthChecksBuilderExtensions.ReadyTag, cancellationToken);

    public Task<Answer> GetHealthAsync(CancellationToken cancellationToken) => GetHealthAsync(null, cancellationToken);

    public async Task<Answer> GetStatusAsync(CancellationToken cancellationToken)
    {
        HealthAnswer health = await CheckAsync(null, cancellationToken).ConfigureAwait(false);
        return Json(StatusCodes.Status200OK, StatusAnswer.Of(status.GetStatus(), health), StatusJson.Default.StatusAnswer);
    }

    public Task<Answer> GetHistoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Json(StatusCodes.Status200OK, history.ToAnswer(), StatusJson.Default.HistoryAnswer));

    private static Answer Json<T>(int statusCode, T value, JsonTypeInfo<T> type) =>
        new(statusCode, Answer.Json, JsonSerializer.SerializeToUtf8Bytes(value, type));

    private async Task<Answer> GetHealthAsync(string? tag, CancellationToken cancellationToken)
    {
        HealthAnswer health = await CheckAsync(tag, cancellationToken).ConfigureAwait(false);
        int statusCode = health.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        ReadOnlyMemory<byte> brief = JsonSerializer.SerializeToUtf8Bytes(new BriefHealthAnswer(health.Status), StatusJson.Default.BriefHealthAnswer);
        return Json(statusCode, health, StatusJson.Default.HealthAnswer) with { BriefBody = brief };
    }

    // A start is not a failure for monitoring.
    private static bool IsPart(HealthCheckRegistration check, string? tag) =>
        tag is null ? check.Name != SlsSyslogHealthChecksBuilderExtensions.ReadyCheckName : check.Tags.Contains(tag);

    private async Task<HealthAnswer> CheckAsync(string? tag, CancellationToken cancellationToken) => HealthAnswer.Of(
        await healthChecks.CheckHealthAsync(check => IsPart(check, tag), cancellationToken).ConfigureAwait(false));
}
