namespace SlsSyslog.Serialization;

/// <summary>Represents the origin of records. One instance is created per shard and shared by its batches.</summary>
/// <param name="project">The SLS project.</param>
/// <param name="logstore">The logstore in the project.</param>
/// <param name="shard">The shard in the logstore, in decimal digits.</param>
public sealed class LogOrigin(string project, string logstore, string shard)
{
    private readonly byte[] _project = Encoding.UTF8.GetBytes(project);
    private readonly byte[] _logstore = Encoding.UTF8.GetBytes(logstore);
    private readonly byte[] _shard = Encoding.UTF8.GetBytes(shard);

    /// <summary>Gets the SLS project, in UTF-8.</summary>
    public ReadOnlySpan<byte> Project => _project;

    /// <summary>Gets the logstore, in UTF-8.</summary>
    public ReadOnlySpan<byte> Logstore => _logstore;

    /// <summary>Gets the shard, in decimal digits.</summary>
    public ReadOnlySpan<byte> Shard => _shard;
}
