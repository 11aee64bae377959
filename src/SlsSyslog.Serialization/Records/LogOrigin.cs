using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>Where the records of a batch come from. Made once per shard and shared by all its batches.</summary>
/// <param name="project">The SLS project.</param>
/// <param name="logstore">The logstore in it.</param>
/// <param name="shard">The shard in it, as decimal text.</param>
public sealed class LogOrigin(string project, string logstore, string shard)
{
    private readonly byte[] _project = Encoding.UTF8.GetBytes(project);
    private readonly byte[] _logstore = Encoding.UTF8.GetBytes(logstore);
    private readonly byte[] _shard = Encoding.UTF8.GetBytes(shard);

    /// <summary>The SLS project, UTF-8.</summary>
    public ReadOnlySpan<byte> Project => _project;

    /// <summary>The logstore, UTF-8.</summary>
    public ReadOnlySpan<byte> Logstore => _logstore;

    /// <summary>The shard, decimal digits.</summary>
    public ReadOnlySpan<byte> Shard => _shard;
}
