namespace SlsSyslog;

/// <summary>Keys that had another name before version 1.0. Using one is an error that names the new key.</summary>
internal static class RenamedKeys
{
    private static readonly Dictionary<string, string> NewPaths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Source:GapRecords"] = "Source:EmitGapRecords",
        ["Message:Format"] = "Message:Envelope",
        ["Message:Separator"] = "Message:KeyValue:Separator",
        ["Message:PairSign"] = "Message:KeyValue:KeyValueDelimiter",
        ["Message:Json:BareNumbers"] = "Message:Json:WriteNumbersUnquoted",
        ["Message:Leef:Format"] = "Message:Leef:FormatVersion",
        ["Message:MsgId"] = "Message:Rfc5424:MsgId",
        ["Message:FractionDigits"] = "Message:Rfc5424:FractionDigits",
        ["Message:AlwaysWriteFraction"] = "Message:Rfc5424:AlwaysWriteFraction",
        ["Message:WriteBom"] = "Message:Rfc5424:WriteBom",
        ["Message:RecordId"] = "Message:Rfc5424:RecordId",
        ["Message:TimeQuality"] = "Message:Rfc5424:TimeQuality",
        ["Message:Origin"] = "Message:Rfc5424:Origin",
        ["Message:StructuredData"] = "Message:Rfc5424:StructuredData",
        ["Message:IsoTime"] = "Message:Rfc3164:UseIso8601Timestamp",
        ["Message:KeepNames"] = "Message:Rfc3164:PreserveNames",
        ["Destination:Window"] = "Destination:WindowSize",
        ["Destination:MessageTimeout"] = "Destination:ResponseTimeout",
        ["Destination:Overlap"] = "Destination:OverlapConnections",
        ["Destination:AllowTrailerFramingOverTls"] = "Destination:AllowNonTransparentFramingOverTls",
    };

    public static IEnumerable<string> All => NewPaths.Keys;

    /// <summary>Returns the new path of a key, or <see langword="null"/> when the key is not an old one.</summary>
    /// <param name="path">The full path, such as <c>SlsSyslog:Routes:audit:Message:Format</c>.</param>
    public static string? Find(string path)
    {
        foreach ((string oldPath, string newPath) in NewPaths)
        {
            if (path.EndsWith($":{oldPath}", StringComparison.OrdinalIgnoreCase))
            {
                return $"{path[..^oldPath.Length]}{newPath}";
            }
        }

        return null;
    }
}
