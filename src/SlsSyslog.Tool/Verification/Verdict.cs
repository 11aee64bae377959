using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Specifies what a verification shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>Every record was delivered, at least once, or removed by a filter.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>Every record is accounted for, but some are dead letters, were skipped or truncated, or the SIEM has more than were sent.</summary>
    [JsonStringEnumMemberName("complete with exceptions")]
    CompleteWithExceptions,

    /// <summary>Records are missing or not delivered yet.</summary>
    [JsonStringEnumMemberName("incomplete")]
    Incomplete,

    /// <summary>Nothing is known to be missing, but the evidence is damaged or does not cover the range.</summary>
    [JsonStringEnumMemberName("not provable")]
    NotProvable,
}
