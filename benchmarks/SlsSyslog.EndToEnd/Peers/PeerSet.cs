namespace SlsSyslog.EndToEnd;

/// <summary>The processes around the measured one: SLS and the receiver. They stay, so that they are warm in every run.</summary>
/// <param name="Sls">SLS.</param>
/// <param name="Sink">The receiver.</param>
/// <param name="Folder">A folder for files.</param>
internal sealed record PeerSet(SlsPeer Sls, SinkPeer Sink, string Folder) : IDisposable
{
    public static async Task<PeerSet> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("slssyslog-end-to-end-").FullName;
        return new PeerSet(await SlsPeer.StartAsync(), new SinkPeer(), folder);
    }

    public void Dispose()
    {
        Sls.Dispose();
        Sink.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
