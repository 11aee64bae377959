namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies whether an access key may do something.</summary>
public enum PermissionState
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>It may not.</summary>
    Denied,

    /// <summary>It cannot be determined without changing something.</summary>
    Unknown,
}
