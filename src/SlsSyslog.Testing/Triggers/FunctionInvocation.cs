namespace SlsSyslog.Testing;

/// <summary>Represents one invocation by a <see cref="FunctionTrigger"/>.</summary>
/// <param name="RequestId">The request id of the invocation.</param>
/// <param name="Shard">The shard.</param>
/// <param name="BeginCursor">The first cursor of the range.</param>
/// <param name="EndCursor">The cursor after the range.</param>
/// <param name="Status">The status code of the response, or 0 when no response arrived in time.</param>
/// <param name="FunctionStatus">The header <c>x-fc-status</c>, or an empty string.</param>
/// <param name="Answer">The body of the response, or the reason why there is none.</param>
public sealed record FunctionInvocation(
    string RequestId, int Shard, string BeginCursor, string EndCursor, int Status, string FunctionStatus, string Answer)
{
    /// <summary>Gets a value that indicates whether the invocation succeeded: the status code and <c>x-fc-status</c> are 200.</summary>
    public bool IsSuccess => Status == 200 && FunctionStatus == "200";
}
