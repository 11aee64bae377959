namespace SlsSyslog.Tool;

/// <summary>What a client needs to connect to the emulator.</summary>
/// <param name="Endpoint">The address of the emulator.</param>
/// <param name="AccessKeyId">The ID of the access key.</param>
/// <param name="AccessKeySecret">The secret of the access key.</param>
/// <param name="Project">The project.</param>
/// <param name="Logstore">The logstore.</param>
/// <param name="Loaded">The number of logs that were loaded, or <see langword="null"/> when none were to be loaded.</param>
internal sealed record EmulatorAddress(string Endpoint, string AccessKeyId, string AccessKeySecret, string Project, string Logstore, int? Loaded)
{
    /// <summary>Returns the lines for people.</summary>
    public override string ToString()
    {
        Uri address = new(Endpoint);
        string loaded = Loaded is { } count ? $"loaded {count} logs{Environment.NewLine}" : "";
        return $"{loaded}connect with endpoint={Endpoint} (or http://localhost:{address.Port}) "
            + $"access_key_id={AccessKeyId} access_key_secret={AccessKeySecret} project={Project} logstore={Logstore}; "
            + $"requests carry the project as first label of Host: {Project}.{address.Authority}";
    }
}
