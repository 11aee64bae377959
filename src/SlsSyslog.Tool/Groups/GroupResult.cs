namespace SlsSyslog.Tool;

/// <summary>Describes what was done to a group.</summary>
/// <param name="Logstore">The logstore.</param>
/// <param name="Group">The name of the group.</param>
/// <param name="Action"><c>set</c> or <c>delete</c>.</param>
/// <param name="Changes">The checkpoints; empty when the group was deleted.</param>
/// <param name="LiveConsumers">The consumers in spite of which it was done.</param>
internal sealed record GroupResult(
    string Logstore, string Group, string Action, IReadOnlyList<GroupChange> Changes, IReadOnlyList<LiveConsumer> LiveConsumers);
