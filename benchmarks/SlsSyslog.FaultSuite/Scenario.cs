namespace SlsSyslog.FaultSuite;

/// <summary>A fault that is injected while logs flow.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Run">Starts forwarders and injects faults while logs are written.</param>
public sealed record Scenario(string Name, Func<Scene, Task> Run)
{
    /// <summary>Whether children of a split must wait for their parents, in the group and at the receiver.</summary>
    public bool InOrder { get; init; }

    /// <summary>Whether all messages can be repeated, because the group lost its checkpoints.</summary>
    public bool ForgetsCheckpoints { get; init; }

    /// <summary>
    /// Whether a checkpoint can be ahead of the receiver for a while, after a stall longer than the settle window (docs/delivery.md).
    /// </summary>
    public bool MayConfirmUnread { get; init; }

    /// <summary>The number of shards.</summary>
    public int Shards { get; init; } = 4;

    public override string ToString() => Name;
}
