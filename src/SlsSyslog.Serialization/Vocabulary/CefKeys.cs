namespace SlsSyslog.Serialization;

/// <summary>
/// Maps the vocabulary to the keys of ArcSight's dictionary with their limits in characters. Names that are not in the table use the
/// custom strings, numbers and dates that the profile assigns, or their label as the key.
/// </summary>
internal static class CefKeys
{
    /// <summary>The keys of the dictionary in the order in which they are written.</summary>
    public static readonly CefKey[] All =
    [
        new("event.id", "externalId", 40),
        new("event.action", "act", 63),
        new("event.outcome", "outcome", 63),
        new("event.reason", "reason", 1023),
        new("event.start", "start"),
        new("event.end", "end"),
        new("message", "msg", 1023),
        new("source.ip", "src") { Version6Key = "c6a2", Version6Label = "sourceAddress" },
        new("source.domain", "shost", 1023),
        new("source.port", "spt"),
        new("source.bytes", "in"),
        new("source.mac", "smac"),
        new("source.nat.ip", "sourceTranslatedAddress"),
        new("source.nat.port", "sourceTranslatedPort"),
        new("destination.ip", "dst") { Version6Key = "c6a3", Version6Label = "destinationAddress" },
        new("destination.domain", "dhost", 1023),
        new("destination.port", "dpt"),
        new("destination.bytes", "out"),
        new("destination.mac", "dmac"),
        new("destination.nat.ip", "destinationTranslatedAddress"),
        new("destination.nat.port", "destinationTranslatedPort"),
        new("user.name", "suser", 1023),
        new("user.id", "suid", 1023),
        new("user.roles", "spriv", 1023),
        new("user.target.name", "duser", 1023),
        new("user.target.id", "duid", 1023),
        new("user.target.roles", "dpriv", 1023),
        new("observer.hostname", "dvchost", 100),
        new("observer.ip", "dvc") { Version6Key = "c6a1", Version6Label = "deviceAddress" },
        new("observer.serial_number", "deviceExternalId", 255),
        new("observer.ingress.interface.name", "deviceInboundInterface", 128),
        new("observer.egress.interface.name", "deviceOutboundInterface", 128),
        new("service.name", "destinationServiceName", 1023),
        new("http.request.method", "requestMethod", 1023),
        new("http.request.referrer", "requestContext", 2048),
        new("url.original", "request", 1023),
        new("user_agent.original", "requestClientApplication", 1023),
        new("network.transport", "proto", 31),
        new("network.protocol", "app", 31),
        new("network.direction", "deviceDirection"),
        new("dns.question.name", "destinationDnsDomain", 255),
        new("file.name", "fname", 1023),
        new("file.path", "filePath", 1023),
        new("file.hash.sha256", "fileHash", 255),
        new("file.size", "fsize"),
        new("file.type", "fileType", 1023),
        new("file.inode", "fileId", 1023),
        new("file.created", "fileCreateTime"),
        new("file.mtime", "fileModificationTime"),

        // The process of a connection is its source. Otherwise, a process is the target of its parent.
        new("process.name", "sproc", 1023) { IfMapped = "network.direction" },
        new("process.pid", "spid") { IfMapped = "network.direction" },
        new("process.name", "dproc", 1023),
        new("process.pid", "dpid"),
        new("aliyun.category", "cat", 1023),
        new("aliyun.count", "cnt"),
        new("aliyun.cookies", "requestCookies", 1023),
        new("aliyun.facility", "deviceFacility", 1023),
        new("process.parent.name", "sproc", 1023),
        new("process.parent.pid", "spid"),
    ];

    /// <summary>The keys of the dictionary that no field of a mapped record can write: all that producers and consumers set.</summary>
    public static readonly string[] Reserved = (
        "act app c6a1 c6a1Label c6a2 c6a2Label c6a3 c6a3Label c6a4 c6a4Label cat cfp1 cfp1Label cfp2 cfp2Label cfp3 cfp3Label " +
        "cfp4 cfp4Label cn1 cn1Label cn2 cn2Label cn3 cn3Label cnt cs1 cs1Label cs2 cs2Label cs3 cs3Label cs4 cs4Label cs5 " +
        "cs5Label cs6 cs6Label destinationDnsDomain destinationServiceName destinationTranslatedAddress " +
        "destinationTranslatedPort deviceCustomDate1 deviceCustomDate1Label deviceCustomDate2 deviceCustomDate2Label " +
        "deviceDirection deviceDnsDomain deviceExternalId deviceFacility deviceInboundInterface deviceNtDomain " +
        "deviceOutboundInterface devicePayloadId deviceProcessName deviceTranslatedAddress dhost dmac dntdom dpid dpriv dproc " +
        "dpt dst dtz duid duser dvc dvchost dvcmac dvcpid end externalId fileCreateTime fileHash fileId fileModificationTime " +
        "filePath filePermission fileType flexDate1 flexDate1Label flexNumber1 flexNumber1Label flexNumber2 flexNumber2Label " +
        "flexString1 flexString1Label flexString2 flexString2Label fname fsize in msg oldFileCreateTime oldFileHash oldFileId " +
        "oldFileModificationTime oldFileName oldFilePath oldFilePermission oldFileSize oldFileType out outcome proto reason " +
        "request requestClientApplication requestContext requestCookies requestMethod rt shost smac sntdom sourceDnsDomain " +
        "sourceServiceName sourceTranslatedAddress sourceTranslatedPort spid spriv sproc spt src start suid suser type " +
        "agentDnsDomain agentNtDomain agentTranslatedAddress agt ahost aid amac art at atz av customerExternalID customerURI " +
        "dlat dlong eventId rawEvent slat slong reportedDuration reportedResourceGroupName reportedResourceID " +
        "reportedResourceName reportedResourceType frameworkName threatActor threatAttackID").Split(' ');

    public const int MaxCustomText = 4000;
    public const int MaxProductLength = 63;
    public const int MaxVersionLength = 31;
    public const int MaxClassIdLength = 1023;
    public const int MaxNameLength = 512;

    public static CefKey? Find(string name) => Array.Find(All, key => key.Name == name);
}
