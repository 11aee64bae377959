namespace SlsSyslog.Testing;

/// <summary>One firing of a <see cref="FunctionTrigger"/>.</summary>
/// <param name="RequestId">The request id that the function was told.</param>
/// <param name="Shard">The shard.</param>
/// <param name="BeginCursor">The first cursor of the range.</param>
/// <param name="EndCursor">The cursor behind the range.</param>
/// <param name="Status">The status code of the answer; 0 when none came in time.</param>
/// <param name="FunctionStatus">The header <c>x-fc-status</c>; empty when it did not come.</param>
/// <param name="Answer">The body of the answer, or why none came.</param>
public sealed record FunctionInvocation(
    string RequestId, int Shard, string BeginCursor, string EndCursor, int Status, string FunctionStatus, string Answer)
{
    /// <summary>Whether the service would count it as done: status code and <c>x-fc-status</c> both say 200.</summary>
    public bool IsSuccess => Status == 200 && FunctionStatus == "200";
}
