namespace SlsSyslog.Testing;

/// <summary>A request, the answer to it, and the fault that struck it.</summary>
internal sealed record Exchange(SlsRequest? Request, Route Route, SlsAnswer Answer, string RequestId, FaultPlan Fault)
{
    /// <summary>Whether nothing at all is answered.</summary>
    public bool IsBroken => Fault.Reset is FaultReset.Before or FaultReset.After;
}
