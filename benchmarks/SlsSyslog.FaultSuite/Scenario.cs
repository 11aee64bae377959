namespace SlsSyslog.FaultSuite;

/// <summary>Something that goes wrong while logs flow.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Run">Starts forwarders and makes things go wrong; logs are being written all the time.</param>
public sealed record Scenario(string Name, Func<Scene, Task> Run)
{
    /// <summary>Whether children of a split must wait for their parents, in the group and at the receiver.</summary>
    public bool InOrder { get; init; }

    /// <summary>Whether everything may come twice: the group forgot its checkpoints.</summary>
    public bool ForgetsCheckpoints { get; init; }

    /// <summary>
    /// Whether a checkpoint may be ahead of the receiver for a while: a stall longer than the settle window, see docs/delivery.md.
    /// </summary>
    public bool MayConfirmUnread { get; init; }

    public override string ToString() => Name;
}
