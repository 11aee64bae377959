namespace SlsSyslog.Testing;

/// <summary>Specifies the effect of a fault on one request.</summary>
internal sealed record FaultPlan
{
    public string Name { get; init; } = "";

    /// <summary>Gets the time that the request waits first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets a value that indicates whether the request waits until the fault is removed or the client cancels.</summary>
    public bool Hangs { get; init; }

    /// <summary>Gets the response to send instead of running the operation.</summary>
    public Func<SlsAnswer>? Instead { get; init; }

    /// <summary>Gets the change to the response of the operation.</summary>
    public Func<SlsAnswer, SlsAnswer>? Change { get; init; }

    public FaultReset Reset { get; init; }

    /// <summary>Gets the rate at which the body is sent.</summary>
    public int? BytesPerSecond { get; init; }
}
