namespace SlsSyslog.Testing;

/// <summary>Represents a request, its response, and the fault that applied.</summary>
internal sealed record Exchange(SlsRequest? Request, Route Route, SlsAnswer Answer, string RequestId, FaultPlan Fault)
{
    /// <summary>Gets a value that indicates whether no response is sent.</summary>
    public bool IsBroken => Fault.Reset is FaultReset.Before or FaultReset.After;
}
