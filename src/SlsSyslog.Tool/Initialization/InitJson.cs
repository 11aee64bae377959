using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Serializes the result of <c>init</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InitResult))]
internal sealed partial class InitJson : JsonSerializerContext;
