using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Serializes the result of <c>profiles list</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProfileSummary[]))]
internal sealed partial class ProfilesJson : JsonSerializerContext;
