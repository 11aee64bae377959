namespace SlsSyslog.Testing;

/// <summary>What a fault does to one request. Everything unset is as usual.</summary>
internal sealed record FaultPlan
{
    public string Name { get; init; } = "";

    /// <summary>How long the request waits before anything else.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the request waits until the fault is removed or the client gives up.</summary>
    public bool Hangs { get; init; }

    /// <summary>The answer given instead; the operation is not done.</summary>
    public Func<SlsAnswer>? Instead { get; init; }

    /// <summary>What is changed in the answer of the operation.</summary>
    public Func<SlsAnswer, SlsAnswer>? Change { get; init; }

    public FaultReset Reset { get; init; }

    /// <summary>How fast the body is sent.</summary>
    public int? BytesPerSecond { get; init; }
}
