using System.Diagnostics.Metrics;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>
/// Provides the names of the metrics of routes, which are published through <see cref="System.Diagnostics.Metrics"/> by the meter
/// <see cref="SlsMetrics.MeterName"/>. Each instrument has the tag <c>route</c>.
/// </summary>
public static class RouteMetrics
{
    /// <summary>The name of the counter of fields that should be expanded but are not valid JSON. They are sent unchanged.</summary>
    public const string UnparsedFieldsName = "slssyslog.fields.unparsed";

    /// <summary>The name of the counter of values in JSON that are not sent because the record has a field of that name.</summary>
    public const string NameClashesName = "slssyslog.fields.name_clashes";

    /// <summary>The name of the counter of records whose time field does not contain a valid time. They have the time of SLS.</summary>
    public const string UnreadableTimesName = "slssyslog.records.unreadable_times";

    /// <summary>The name of the counter of records that more than one profile matches. The first profile is used.</summary>
    public const string AmbiguousProfilesName = "slssyslog.records.ambiguous_profiles";

    private static readonly Meter Meter = new(SlsMetrics.MeterName);
    private static readonly Counter<long> UnparsedFields =
        Meter.CreateCounter<long>(UnparsedFieldsName, "{field}", "Number of fields to expand that are not valid JSON.");
    private static readonly Counter<long> NameClashes =
        Meter.CreateCounter<long>(NameClashesName, "{field}", "Number of values in JSON whose name the record already has.");
    private static readonly Counter<long> UnreadableTimes =
        Meter.CreateCounter<long>(UnreadableTimesName, "{record}", "Number of records whose time field does not contain a valid time.");
    private static readonly Counter<long> AmbiguousProfiles =
        Meter.CreateCounter<long>(AmbiguousProfilesName, "{record}", "Number of records that more than one profile matches.");

    internal static void Add(string route, in RecordTransformCounts counts)
    {
        if (counts == default)
        {
            return;
        }

        KeyValuePair<string, object?> tag = new("route", route);
        UnparsedFields.Add(counts.UnparsedFields, tag);
        NameClashes.Add(counts.NameClashes, tag);
        UnreadableTimes.Add(counts.UnreadableTimes, tag);
        AmbiguousProfiles.Add(counts.AmbiguousProfiles, tag);
    }
}
