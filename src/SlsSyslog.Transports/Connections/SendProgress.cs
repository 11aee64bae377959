namespace SlsSyslog.Transports;

/// <summary>How much of one buffer needs no further try. Only a peer that acknowledges each message lets it advance.</summary>
internal sealed class SendProgress
{
    /// <summary>The first frame that is not known to be delivered.</summary>
    public int FirstFrame { get; set; }
}
