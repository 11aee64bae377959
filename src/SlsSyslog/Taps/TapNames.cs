namespace SlsSyslog;

/// <summary>Holds the words that a masked message may show, because they are names of fields and not values.</summary>
internal sealed class TapNames(IEnumerable<string> mappedNames)
{
    // The names that CEF, LEEF and the options of messages use.
    private static readonly string[] Common =
    [
        "CEF", "LEEF", "act", "app", "cat", "cnt", "dev", "deviceAddress", "deviceCustomDate1", "deviceDirection", "deviceExternalId",
        "deviceFacility", "deviceHostName", "deviceProcessName", "devTime", "devTimeFormat", "dhost", "dmac", "dpid", "dpriv", "dproc", "dpt", "dst",
        "dstPort", "duid", "dvc", "dvchost", "dvcpid", "duser", "end", "externalId", "fileHash", "fileId", "filePath", "fname", "fsize",
        "identSrc", "in", "msg", "out", "outcome", "policy", "proto", "reason", "request", "requestClientApplication", "requestContext",
        "requestMethod", "resource", "role", "rt", "sev", "shost", "smac", "sourceServiceName", "spid", "spriv", "sproc", "spt", "src", "srcPort",
        "start", "suid", "suser", "url", "usrName", "cs1", "cs2", "cs3", "cs4", "cs5", "cs6", "cn1", "cn2", "cn3", "cs1Label", "cs2Label", "cs3Label",
        "cs4Label", "cs5Label", "cs6Label", "cn1Label", "cn2Label", "cn3Label", "flexString1", "flexString1Label", "flexString2", "flexString2Label",
        "__topic__", "__source__", "__tag__", "__time__", "__record_id__", "__part__", "__parts__", "__truncated__", "@timestamp", "meta",
        "sequenceId", "timeQuality", "origin",
    ];

    private readonly HashSet<string> _known = new(Common.Concat(mappedNames), StringComparer.Ordinal);

    public bool Contains(ReadOnlySpan<byte> word) =>
        _known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Encoding.UTF8.GetString(word));
}
