namespace SlsSyslog.Serialization;

/// <summary>
/// Maps the vocabulary to the keys of LEEF: first those that QRadar normalizes, then those for custom properties. Where two names share a
/// key, the first one that a profile maps gets it. Names that are not in the table are written with their label.
/// </summary>
internal static class LeefKeys
{
    /// <summary>The keys in the order in which they are written, with their limits in characters.</summary>
    public static readonly LeefKey[] All =
    [
        new("service.name", "cat"),
        new("aliyun.category", "cat"),
        new("network.transport", "proto"),
        new("source.ip", "src"),
        new("destination.ip", "dst"),
        new("source.port", "srcPort"),
        new("destination.port", "dstPort"),
        new("source.nat.ip", "srcPreNAT"),
        new("destination.nat.ip", "dstPostNAT"),
        new("source.nat.port", "srcPreNATPort"),
        new("destination.nat.port", "dstPostNATPort"),
        new("source.mac", "srcMAC"),
        new("destination.mac", "dstMAC"),
        new("user.name", "usrName", 255),
        new("host.ip", "identSrc"),
        new("host.name", "identHostName", 255),
        new("cloud.account.id", "accountName", 255),
        new("cloud.account.name", "accountName", 255),
        new("source.bytes", "srcBytes"),
        new("destination.bytes", "dstBytes"),
        new("source.packets", "srcPackets"),
        new("destination.packets", "dstPackets"),
        new("network.packets", "totalPackets"),
        new("user.roles", "role"),
        new("rule.name", "policy"),
        new("rule.id", "policy"),
        new("aliyun.resource.name", "resource"),
        new("host.hostname", "resource"),
        new("url.original", "url"),
        new("user.group.name", "groupID"),
        new("user.domain", "domain"),
        new("url.domain", "domain"),
        new("event.action", "action"),
        new("event.outcome", "outcome"),
        new("event.reason", "reason"),
        new("event.id", "eventId"),
        new("message", "msg"),
        new("network.protocol", "app"),
        new("network.direction", "direction"),
        new("user.id", "userId"),
        new("user.target.name", "targetUser"),
        new("user_agent.original", "userAgent"),
        new("http.request.method", "method"),
        new("source.domain", "srcHost"),
        new("destination.domain", "dstHost"),
    ];

    public static readonly string[] Reserved = (
        "cat devTime devTimeFormat proto sev src dst srcPort dstPort srcPreNAT dstPreNAT srcPostNAT dstPostNAT usrName srcMAC dstMAC " +
        "srcPreNATPort dstPreNATPort srcPostNATPort dstPostNATPort identSrc identHostName identNetBios identGrpName identMAC vSrc vSrcName " +
        "accountName srcBytes dstBytes srcPackets dstPackets totalPackets role realm policy resource url groupID domain isLoginEvent " +
        "isLogoutEvent identSecondlp calLanguage calCountryOrRegion").Split(' ');

    /// <summary>Gets the keys that no field of a log can write while the record is mapped.</summary>
    public static IEnumerable<string> AllReserved => Reserved.Union(All.Select(key => key.Key));
}
