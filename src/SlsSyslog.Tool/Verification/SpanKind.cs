using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Specifies why a range of a shard is reported.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpanKind>))]
internal enum SpanKind
{
    /// <summary>No line of the ledger contains the range, although the checkpoint is after it.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The checkpoint is before the range.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>The range is before the oldest line, and older files of the ledger are deleted.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>SLS has another number of records in the range than the ledger.</summary>
    [JsonStringEnumMemberName("different")]
    Different,

    /// <summary>The SIEM has fewer records of the range than SLS.</summary>
    [JsonStringEnumMemberName("missing in the SIEM")]
    MissingInSiem,
}
