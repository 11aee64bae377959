using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Describes the JSON of the results about groups.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<GroupReport>))]
[JsonSerializable(typeof(GroupReport))]
[JsonSerializable(typeof(GroupResult))]
internal sealed partial class GroupsJson : JsonSerializerContext;
