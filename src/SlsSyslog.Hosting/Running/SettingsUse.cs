namespace SlsSyslog.Hosting;

/// <summary>Specifies what settings are used for, and so what must be valid.</summary>
internal enum SettingsUse
{
    /// <summary>Requests are sent: missing credentials are an error.</summary>
    Requests,

    /// <summary>No requests are sent: credentials can be missing.</summary>
    WithoutRequests,

    /// <summary>Another machine uses the settings: nothing that depends on this one is checked.</summary>
    OtherMachine,
}
