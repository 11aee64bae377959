namespace SlsSyslog.ConsumerGroups;

/// <summary>Describes whether an access key has a permission.</summary>
/// <param name="Action">The RAM action, such as <c>log:GetCursorOrData</c>.</param>
/// <param name="State">Whether the key has it.</param>
/// <param name="IsRequired">Whether reading fails without it, in the current state of the logstore.</param>
/// <param name="Detail">How it was determined, or the error of SLS, as a sentence.</param>
public sealed record PermissionResult(string Action, PermissionState State, bool IsRequired, string Detail);
